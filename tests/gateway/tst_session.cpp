// SPDX-License-Identifier: MIT
#include "core/gateway/limits.h"
#include "tests/gateway/gate.h"

#include <QFile>
#include <QFloat16>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;
using namespace tuppence::test;

/// Requests and their answers, and how many connections there may be.
class tst_Session : public GateTest
{
    Q_OBJECT

private Q_SLOTS:

    // Requests

    void hangsUpOnForeignMessages_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("no JSON") << QByteArray("GET / HTTP/1.1") << QByteArray("json.malformed");
        QTest::newRow("no message") << QByteArray("{}") << QByteArray("gateway.message");
        QTest::newRow("a message of the other side")
            << QByteArray(R"({"type":"response","id":1,"result":{}})")
            << QByteArray("gateway.out_of_turn");
        QTest::newRow("deep") << QByteArray(QByteArray(100, '[') + QByteArray(100, ']'))
                              << QByteArray("json.too_deep");
    }

    void hangsUpOnForeignMessages()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        Peer peer(m_gate->path(u"ask"_s));
        peer.hello(someKey());
        peer.send(text);
        QCOMPARE(codeOf(peer.next()), code);
        QVERIFY(peer.isHungUp());
    }

    void answersInOrderAndOnce()
    {
        Peer peer(m_gate->path(u"ask"_s));
        peer.hello(someKey());
        peer.request(1, "echo", {{"x", 1}});
        peer.request(5, "echo", {{"x", 2}});
        QCOMPARE(peer.next()["result"]["params"]["x"].get<int>(), 1);
        const Json second = peer.next();
        QCOMPARE(second["id"].get<int>(), 5);
        peer.request(5, "echo");
        QCOMPARE(codeOf(peer.next()), QByteArray("gateway.id_used"));
        QVERIFY(peer.isHungUp());
    }

    void refusesWhatItDoesNotKnow_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("method") << QByteArray("jump") << QByteArray("{}")
                                << QByteArray("gateway.unknown_method");
        QTest::newRow("body") << QByteArray("keep") << QByteArray(R"({"body":true})")
                              << QByteArray("gateway.needless_body");
        QTest::newRow("no secrets")
            << QByteArray("tell") << QByteArray("{}") << QByteArray("gateway.secrets");
        QTest::newRow("secrets in another order")
            << QByteArray("tell") << QByteArray(R"({"secrets":["second","first"]})")
            << QByteArray("gateway.secrets");
        QTest::newRow("needless secrets")
            << QByteArray("echo") << QByteArray(R"({"secrets":["first"]})")
            << QByteArray("gateway.secrets");
        QTest::newRow("secrets no list")
            << QByteArray("tell") << QByteArray(R"({"secrets":"first"})")
            << QByteArray("gateway.params");
        QTest::newRow("secrets no names") << QByteArray("tell") << QByteArray(R"({"secrets":[1]})")
                                          << QByteArray("gateway.params");
    }

    void refusesWhatItDoesNotKnow()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, params);
        QFETCH(QByteArray, code);
        Peer peer(m_gate->path(u"ask"_s));
        peer.hello(someKey());
        peer.request(1, method, *parseJson(params));
        QCOMPARE(codeOf(peer.next()), code);
        peer.request(2, "echo");
        QVERIFY(peer.next().contains("result")); // and goes on
    }

    void refusesTheSeventeenth()
    {
        Peer peer(m_gate->path(u"ask"_s));
        peer.hello(someKey());
        for (int i = 1; i <= mostRequests; ++i)
            peer.request(i, "keep");
        peer.request(17, "echo");
        const Json refused = peer.next();
        QCOMPARE(refused["id"].get<int>(), 17);
        QCOMPARE(codeOf(refused), QByteArray("gateway.too_many_requests"));
        std::ignore = peer.socket.sendCancel(3);
        QCOMPARE(peer.next()["id"].get<int>(), 3);
        peer.request(18, "echo");
        QCOMPARE(peer.next()["id"].get<int>(), 18);
    }

    void secretsComeInTheirOrder()
    {
        Peer peer(m_gate->path(u"owner"_s));
        peer.hello(someKey(), "owner");
        peer.request(1, "tell", {{"secrets", {"first", "second"}}});
        for (const char *word : {"one", "two"}) {
            QByteArray bytes(word);
            std::ignore = peer.socket.sendSecret(1, Secret::take(bytes.data(), bytes.size()));
        }
        const Json answer = peer.next();
        QCOMPARE(answer["result"]["secrets"], (Json {"one", "two"}));
    }

    void hangsUpOnASecretThatWasNotAnnounced()
    {
        Peer peer(m_gate->path(u"ask"_s));
        peer.hello(someKey());
        peer.request(1, "echo", {{"body", true}});
        for (int i = 0; i < 2; ++i) {
            char word[] = "word";
            std::ignore = peer.socket.sendSecret(1, Secret::take(word, 4));
        }
        std::ignore = peer.socket.sendEnd(1);
        QCOMPARE(codeOf(peer.next()), QByteArray("gateway.out_of_turn"));
        QVERIFY(peer.isHungUp());
        QVERIFY(peer.messages.isEmpty()); // what came after that had no effect
    }

    void aSecretComesBeforeItsAnswer()
    {
        Peer peer(m_gate->path(u"owner"_s));
        peer.hello(someKey(), "owner");
        peer.trace.clear();
        peer.request(1, "whisper");
        peer.next();
        QCOMPARE(peer.trace, (QByteArrayList {"secret", "message"}));
        QCOMPARE(peer.secret, QByteArray("psst"));
    }

    void aCancelledRequestIsToldToItsMethod()
    {
        Peer peer(m_gate->path(u"ask"_s));
        peer.hello(someKey());
        peer.request(1, "keep");
        const int before = test::EchoDispatcher::cancelled;
        std::ignore = peer.socket.sendCancel(1);
        QCOMPARE(codeOf(peer.next()), QByteArray("gateway.cancelled"));
        QCOMPARE(test::EchoDispatcher::cancelled, before + 1);
        peer.request(2, "echo", {{"body", true}});
        std::ignore = peer.socket.sendCancel(2);
        QCOMPARE(codeOf(peer.next()), QByteArray("gateway.cancelled"));
    }

    // Connections

    void refusesTheSixtyFifth()
    {
        std::vector<std::unique_ptr<Peer>> peers;
        for (int i = 0; i < mostConnections; ++i) {
            peers.push_back(std::make_unique<Peer>(m_gate->path(u"ask"_s)));
            QCOMPARE(*textMember(peers.back()->hello(someKey()), "type"), QByteArray("ready"));
        }
        Peer late(m_gate->path(u"ask"_s));
        late.next(); // its welcome
        QCOMPARE(codeOf(late.next()), QByteArray("gateway.too_many_connections"));
        QVERIFY(late.isHungUp());
        peers.pop_back();
        QTRY_COMPARE(m_gate->server->connections(), mostConnections - 1);
        Peer next(m_gate->path(u"ask"_s));
        QCOMPARE(*textMember(next.hello(someKey()), "type"), QByteArray("ready"));
    }

    void hangsUpOnWhomTheOwnerRevokes()
    {
        Peer revoked(m_gate->path(u"ask"_s));
        revoked.hello(m_gate->pairedKey);
        revoked.request(1, "keep");
        Peer other(m_gate->path(u"ask"_s));
        other.hello(someKey());
        Peer owner(m_gate->path(u"owner"_s));
        owner.hello(m_gate->pairedKey, "owner");
        m_gate->server->dismissRevoked(m_gate->pairedKey.publicKey());
        QCOMPARE(codeOf(revoked.next()), QByteArray("gateway.revoked"));
        QVERIFY(revoked.isHungUp());
        for (Peer *peer : {&other, &owner}) {
            peer->request(1, "echo");
            QVERIFY(peer->next().contains("result"));
        }
    }

    void takesThePlaceOfAStaleSocketOnly()
    {
        const QString path = m_gate->path(u"ask"_s);
        m_gate->server.reset();
        QVERIFY(!QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly)); // no socket: not ours to remove
        QVERIFY(!Listening::create(path, {}).has_value());
        QVERIFY(file.exists());
    }
};

QTEST_GUILESS_MAIN(tst_Session)
#include "tst_session.moc"
