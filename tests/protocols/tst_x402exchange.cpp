// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "tests/protocols/samples.h"

#include <rapidcheck.h>

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

class tst_X402Exchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheInstruction();
    void hasNoStateBeforeTheProof();
    void continuesAfterACrash_data();
    void continuesAfterACrash();
    void judgesAfterACrashAsBefore();
    void refusesForeignStates_data();
    void refusesForeignStates();
    void anyRequestSurvivesItsState();
};

void tst_X402Exchange::beginsWithTheInstruction()
{
    const auto challenge =
        samples::challenge("x402-v2", samples::replyTwo(samples::challengeTwo()));
    const auto exchange = exchangeFor("x402-v2", samples::replyTwo(samples::challengeTwo()));
    const auto step = exchange->start();
    QCOMPARE(std::get<deal::CarryOut>(step).instruction,
             challenge.offers.first().instruction.value());
}

void tst_X402Exchange::hasNoStateBeforeTheProof()
{
    const auto exchange = exchangeFor("x402-v2", samples::replyTwo(samples::challengeTwo()));
    QVERIFY(exchange->state().isEmpty());
    QVERIFY(!samples::dialect("x402-v2").resume({}));
}

void tst_X402Exchange::continuesAfterACrash_data()
{
    QTest::addColumn<QByteArray>("dialect");
    QTest::newRow("x402-v1") << "x402-v1"_ba;
    QTest::newRow("x402-v2") << "x402-v2"_ba;
}

void tst_X402Exchange::continuesAfterACrash()
{
    QFETCH(QByteArray, dialect);
    const auto reply = dialect == "x402-v2" ? samples::replyTwo(samples::challengeTwo())
                                            : samples::replyOne(samples::challengeOne());
    const auto before = exchangeFor(dialect, reply);
    const auto sent = std::get<deal::Send>(before->next(signedWith(R"({"p":1})")));
    QVERIFY(sent.carriesProof);

    const auto after = samples::dialect(dialect).resume(before->state());
    QVERIFY(after);
    QCOMPARE(std::get<deal::Send>((*after)->sendAgain()), sent);
    QCOMPARE((*after)->state(), before->state());
}

void tst_X402Exchange::judgesAfterACrashAsBefore()
{
    const auto before = exchangeFor("x402-v2", samples::replyTwo(samples::challengeTwo()));
    QVERIFY(std::holds_alternative<deal::Send>(before->next(signedWith(R"({"p":1})"))));
    const auto after = samples::dialect("x402-v2").resume(before->state());
    QVERIFY(after);
    auto dearer = samples::challengeTwo();
    dearer["accepts"][0]["amount"] = "10001";
    for (const auto &reply : {samples::replyTwo(samples::challengeTwo()), samples::replyTwo(dearer),
                              net::Response {200, {}, {}, {}}, net::Response {500, {}, {}, {}}})
        QVERIFY((*after)->next(reply) == before->next(reply));
    QVERIFY(std::holds_alternative<deal::NewTerms>((*after)->next(samples::replyTwo(dearer))));
}

void tst_X402Exchange::refusesForeignStates_data()
{
    QTest::addColumn<QByteArray>("state");
    const auto exchange = exchangeFor("x402-v2", samples::replyTwo(samples::challengeTwo()));
    QVERIFY(std::holds_alternative<deal::Send>(exchange->next(signedWith(R"({"p":1})"))));
    const Json good = Json::parse(exchange->state().toStdString());
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("noise") << "\x01\x02{"_ba;
    QTest::newRow("list") << "[]"_ba;
    QTest::newRow("cut off") << exchange->state().chopped(1);
    const auto row = [&](const char *name, const char *path, const Json &value) {
        Json bad = good;
        bad[Json::json_pointer(path)] = value;
        QTest::newRow(name) << samples::text(bad);
    };
    row("other layout", "/layout", 2);
    row("layout is a text", "/layout", "1");
    row("other dialect", "/dialect", "x402-v1");
    row("index is a text", "/index", "0");
    row("index below 0", "/index", -1);
    row("offer is not payable", "/offer", "{}");
    row("offer is no JSON", "/offer", "x");
    row("no first error", "/firstError", nullptr);
    row("no request", "/sent", nullptr);
    row("method is a number", "/sent/method", 1);
    row("method beyond bytes", "/sent/method", "G\u20acT");
    row("not http", "/sent/url", "file:///etc/passwd");
    row("no URL", "/sent/url", "::");
    row("headers are an object", "/sent/headers", Json::object());
    row("header of three", "/sent/headers", Json::array({Json::array({"a", "b", "c"})}));
    row("no proof", "/sent/headers", Json::array());
    row("body is no base64", "/sent/body", "!");
}

void tst_X402Exchange::refusesForeignStates()
{
    QFETCH(QByteArray, state);
    const auto resumed = samples::dialect("x402-v2").resume(state);
    QVERIFY(!resumed);
    QCOMPARE(resumed.error().kind, Error::Kind::Malformed);
    QCOMPARE(resumed.error().code, "protocol.state"_ba);
    QVERIFY(!errorText(resumed.error()).contains(u"Something went wrong"));
}

void tst_X402Exchange::anyRequestSurvivesItsState()
{
    const auto challenge =
        samples::challenge("x402-v2", samples::replyTwo(samples::challengeTwo()));
    QVERIFY(rc::check(
        "any bytes in headers and body",
        [&](const std::string &name, const std::string &value, const std::string &body,
            const std::string &path) {
            net::Request original {
                "PUT",
                QUrl(u"https://shop.example/"_s),
                {{QByteArray::fromStdString(name), QByteArray::fromStdString(value)}},
                QByteArray::fromStdString(body)};
            original.url.setPath(u'/' + QString::fromLatin1(QByteArray::fromStdString(path)));
            const auto exchange = samples::dialect("x402-v2").exchange(
                {purchaseId, original}, challenge, challenge.offers.first());
            const auto sent = std::get<deal::Send>(exchange->next(signedWith(R"({"p":1})")));
            const auto resumed = samples::dialect("x402-v2").resume(exchange->state());
            RC_ASSERT(resumed.has_value());
            const auto again = std::get<deal::Send>((*resumed)->sendAgain());
            RC_ASSERT(again.message.method == sent.message.method);
            RC_ASSERT(again.message.url.toEncoded() == sent.message.url.toEncoded());
            RC_ASSERT(again.message.headers == sent.message.headers);
            RC_ASSERT(again.message.body == original.body);
        }));
}

QTEST_GUILESS_MAIN(tst_X402Exchange)
#include "tst_x402exchange.moc"
