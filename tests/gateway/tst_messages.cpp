// SPDX-License-Identifier: MIT
#include "core/gateway/messages.h"
#include "tests/gateway/schema.h"

#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;

Q_DECLARE_METATYPE(tuppence::gateway::Message)

namespace {

const QByteArray key(32, 'k');

Error someError()
{
    return {
        Error::Kind::OutOfRange, "bytes.wrong_length", {{u"expected"_s, 32}, {u"found"_s, 20}}, {}};
}

} // namespace

class tst_Messages : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void areWhatTheirSchemasSay_data()
    {
        QTest::addColumn<Message>("message");
        QTest::newRow("welcome") << Message(Welcome {{1}, "tuppenced/0.1.0", key});
        QTest::newRow("hello") << Message(Hello {1, "test/1", key, key + key});
        QTest::newRow("ready") << Message(Ready {fingerprint(key), true, u"research-agent"_s});
        QTest::newRow("request") << Message(Request {7, "pay", {{"url", "https://a.example/"}}});
        QTest::newRow("request with secrets")
            << Message(Request {7, "approve", {{"secrets", {"passphrase"}}}});
        QTest::newRow("result") << Message(Response {7, Json {{"wallet", "none"}}});
        QTest::newRow("failure") << Message(Response {7, tl::make_unexpected(someError())});
        QTest::newRow("event") << Message(Event {7, "progress", {{"progress", "asking"}}});
        QTest::newRow("farewell") << Message(Farewell {someError()});
    }

    void areWhatTheirSchemasSay()
    {
        QFETCH(Message, message);
        const QByteArray text = encode(message);
        const auto complaints = test::complaints(*parseJson(text), "messages.json");
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u'\n')));
        const auto again = decode(text);
        QVERIFY(again.has_value());
        QCOMPARE(again->index(), message.index());
        QCOMPARE(encode(*again), text);
    }

    void foreignOnesAreMalformed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("GET / HTTP/1.1");
        QTest::newRow("no object") << QByteArray("[1]");
        QTest::newRow("no type") << QByteArray("{}");
        QTest::newRow("unknown type") << QByteArray(R"({"type":"jump"})");
        QTest::newRow("type twice") << QByteArray(R"({"type":"request","type":"hello"})");
        QTest::newRow("request without id") << QByteArray(R"({"type":"request","method":"pay"})");
        QTest::newRow("id zero") << QByteArray(R"({"type":"request","id":0,"method":"pay"})");
        QTest::newRow("id too large")
            << QByteArray(R"({"type":"request","id":4294967296,"method":"pay"})");
        QTest::newRow("id with a fraction")
            << QByteArray(R"({"type":"request","id":1.5,"method":"pay"})");
        QTest::newRow("negative id") << QByteArray(R"({"type":"request","id":-1,"method":"pay"})");
        QTest::newRow("params no object")
            << QByteArray(R"({"type":"request","id":1,"method":"pay","params":[]})");
        QTest::newRow("method too long")
            << QByteArray(R"({"type":"request","id":1,"method":")" + QByteArray(65, 'm') + R"("})");
        QTest::newRow("hello with a short key") << QByteArray(
            R"({"type":"hello","version":1,"program":"p","key":"AAAA","signature":"AAAA"})");
        QTest::newRow("unknown kind of error")
            << QByteArray(R"({"type":"error","error":{"kind":"Odd","code":"x"}})");
    }

    void foreignOnesAreMalformed()
    {
        QFETCH(QByteArray, text);
        const auto message = decode(text);
        QVERIFY(!message.has_value());
        QCOMPARE(message.error().kind, Error::Kind::Malformed);
    }

    void tooLongOnesAreNotParsed()
    {
        const auto message = decode(QByteArray(longestMessage + 1, ' '));
        QCOMPARE(message.error().kind, Error::Kind::OutOfRange);
    }

    void noiseNeverCrashes()
    {
        const bool holds = rc::check("decode() takes any bytes", [](const std::string &noise) {
            const auto message = decode(QByteArray::fromStdString(noise));
            if (message) // RC_ASSERT takes an expression apart, and || does not stop in it
                RC_ASSERT(!encode(*message).isEmpty());
        });
        QVERIFY(holds);
    }

    void errorsComeBackAsTheyWere()
    {
        const auto error = errorFromJson(toJson(someError()));
        QCOMPARE(*error, someError());
        QCOMPARE(*textMember(toJson(someError()), "message"),
                 QByteArray("Expected 32 bytes and found 20."));
    }

    void bytesThatAreNoTextAreReplaced()
    {
        QCOMPARE(toText(toJson(QByteArray("a\xff"))), QByteArray("\"a\xef\xbf\xbd\""));
    }

    void aHelloNamesTheSocketAndTheChallenge()
    {
        const QByteArray text = helloText("ask", "0123");
        QCOMPARE(text,
                 QByteArray("tuppence-hello-1\0ask\0"
                            "0123",
                            25));
        QVERIFY(helloText("owner", "0123") != text);
    }

    void fingerprintsAreShort()
    {
        // The first 8 bytes of the SHA-256 of 32 times "k".
        QCOMPARE(fingerprint(key).size(), 19);
        QCOMPARE(fingerprint(key).count('-'), 3);
        QVERIFY(fingerprint(key) != fingerprint(QByteArray(32, 'j')));
    }
};

QTEST_GUILESS_MAIN(tst_Messages)
#include "tst_messages.moc"
