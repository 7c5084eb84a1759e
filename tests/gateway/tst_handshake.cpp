// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/gateway/limits.h"
#include "tests/gateway/gate.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;
using namespace tuppence::test;

/// What is said before a client may ask anything.
class tst_Handshake : public GateTest
{
    Q_OBJECT

private Q_SLOTS:

    void letsInWhoHasItsKey()
    {
        Peer peer(m_gate->path(u"ask"_s));
        const Json ready = peer.hello(someKey());
        QCOMPARE(*textMember(ready, "type"), QByteArray("ready"));
        QCOMPARE(ready["client"]["paired"].get<bool>(), false);
        QCOMPARE(*textMember(ready["client"], "fingerprint"), fingerprint(someKey().publicKey()));
    }

    void knowsWhoIsPaired()
    {
        Peer peer(m_gate->path(u"owner"_s));
        const Json ready = peer.hello(m_gate->pairedKey, "owner");
        QCOMPARE(ready["client"]["paired"].get<bool>(), true);
        QCOMPARE(*textMember(ready["client"], "name"), QByteArray("research-agent"));
    }

    void refusesTheOtherSocketsHello()
    {
        Peer peer(m_gate->path(u"owner"_s));
        QCOMPARE(codeOf(peer.hello(someKey(), "ask")), QByteArray("gateway.signature"));
        QVERIFY(peer.isHungUp());
    }

    void refusesTheSignatureOfAnotherKey()
    {
        Peer peer(m_gate->path(u"ask"_s));
        const auto challenge = fromBase64(*textMember(peer.next(), "challenge"));
        const auto other = crypto::Ed25519Key::generate();
        peer.send(encode(
            Hello {1, "test/1", someKey().publicKey(), other.sign(helloText("ask", *challenge))}));
        QCOMPARE(codeOf(peer.next()), QByteArray("gateway.signature"));
        QVERIFY(peer.isHungUp());
    }

    void refusesAHelloThatWasHeardBefore()
    {
        Peer first(m_gate->path(u"ask"_s));
        const auto challenge = fromBase64(*textMember(first.next(), "challenge"));
        const QByteArray hello = encode(Hello {1, "test/1", someKey().publicKey(),
                                               someKey().sign(helloText("ask", *challenge))});
        first.send(hello);
        QCOMPARE(*textMember(first.next(), "type"), QByteArray("ready"));
        Peer second(m_gate->path(u"ask"_s));
        second.next();
        second.send(hello);
        QCOMPARE(codeOf(second.next()), QByteArray("gateway.signature"));
    }

    void refusesAnotherVersion()
    {
        Peer peer(m_gate->path(u"ask"_s));
        peer.next();
        peer.send(encode(Hello {2, "test/1", someKey().publicKey(), QByteArray(64, 's')}));
        QCOMPARE(codeOf(peer.next()), QByteArray("gateway.version"));
        QVERIFY(peer.isHungUp());
    }

    void hangsUpOnWhoSaysNothing()
    {
        QElapsedTimer timer;
        timer.start();
        Peer peer(m_gate->path(u"ask"_s));
        peer.next();
        QCOMPARE(codeOf(peer.next()), QByteArray("gateway.too_late"));
        QVERIFY(timer.elapsed() >= std::chrono::milliseconds(helloTime).count() - 100);
        QVERIFY(peer.isHungUp());
    }

    void answersNoRequestBeforeTheHello()
    {
        Peer peer(m_gate->path(u"ask"_s));
        peer.next();
        peer.request(1, "echo");
        QCOMPARE(codeOf(peer.next()), QByteArray("gateway.out_of_turn"));
        QVERIFY(peer.isHungUp());
    }
};

QTEST_GUILESS_MAIN(tst_Handshake)
#include "tst_handshake.moc"
