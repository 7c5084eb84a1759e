// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "tests/protocols/tokensamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tuppence::samples;

class tst_TokenEndpointJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesTokens_data();
    void refusesTokens();
    void passesTheSellersRefusalOn_data();
    void passesTheSellersRefusalOn();
    void showsTheSellersTextPlain();
    void deliversAnyOtherAnswer_data();
    void deliversAnyOtherAnswer();
    void keepsNoPassOfUnknownLifetime_data();
    void keepsNoPassOfUnknownLifetime();
    void neverPaysTwice();
    void judgesAHeadAsTheWholeReply();
};

void tst_TokenEndpointJudge::refusesTokens_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto token = [](const QByteArray &text) {
        return R"({"access_token":")" + text + R"(","expires_in":300})";
    };
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << "token"_ba;
    QTest::newRow("none") << "{}"_ba;
    QTest::newRow("a number") << R"({"access_token":7})"_ba;
    QTest::newRow("empty") << token("");
    QTest::newRow("a space") << token("a b");
    QTest::newRow("a line") << token(R"(a\r\nX-Evil: b)");
    QTest::newRow("no ASCII") << token("caf\xc3\xa9");
    QTest::newRow("a control") << token(R"(a\u007f)");
    QTest::newRow("a zero") << token(R"(a\u0000b)");
    QTest::newRow("too long") << token(QByteArray(8193, 'a'));
}

void tst_TokenEndpointJudge::refusesTokens()
{
    QFETCH(QByteArray, body);
    const auto step = asking()->next(saying(200, body));
    QCOMPARE(std::get<deal::Withheld>(step).reason.code, "tokenendpoint.no_token"_ba);
    QVERIFY(std::holds_alternative<deal::Send>(
        asking()->next(saying(200, R"({"access_token":")" + QByteArray(8192, 'a') + "\"}"))));
}

void tst_TokenEndpointJudge::passesTheSellersRefusalOn_data()
{
    QTest::addColumn<net::Response>("reply");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("text");
    const auto failed = [](const QByteArray &message) {
        return saying(400,
                      R"({"error":"Verification failed: )" + message
                          + R"(\nDetails: {\"status\": \"x\"}"})");
    };
    const auto row = [&](const char *code, const char *message) {
        QTest::newRow(code) << failed(message) << QByteArray(code)
                            << u"Verification failed: "_s + QString::fromLatin1(message);
    };
    row("other_payee", "Receiver/spender does not match server wallet address.");
    row("too_little", "Authorized amount (1) is less than 500000");
    row("insufficient_balance", "Insufficient token balance: 1 < 500000");
    row("expired", "Authorization has expired: 1 < 2");
    row("domain_mismatch", "EIP-712 domain mismatch: 0x1 != 0x2");
    row("signature_invalid", "Signature invalid: recovered 0x1");
    row("other", "Insufficient allowance: 1 < 2");
    QTest::newRow("issuance") << saying(500, R"({"error":"Token issuance failed"})")
                              << "issuance_failed"_ba << u"Token issuance failed"_s;
    QTest::newRow("verification") << saying(500, R"({"error":"Payment verification failed"})")
                                  << "verification_failed"_ba << u"Payment verification failed"_s;
    QTest::newRow("plain text") << saying(500, "Internal Server Error", "text/plain; charset=utf-8")
                                << "other"_ba << u"Internal Server Error"_s;
    QTest::newRow("FastAPI's own")
        << saying(404, R"({"detail":"Not Found"})") << "other"_ba << u"Not Found"_s;
    QTest::newRow("a page") << saying(502, "<h1>Bad Gateway</h1>", "text/html") << "seller_error"_ba
                            << QString();
    QTest::newRow("no text") << saying(422, R"({"detail":[{"loc":["body"]}]})") << "seller_error"_ba
                             << QString();
    QTest::newRow("nothing") << net::Response {503, {}, {}, {}} << "seller_error"_ba << QString();
    QTest::newRow("elsewhere") << net::Response {307, {{"Location", "/other"}}, {}, {}}
                               << "redirects"_ba << QString();
    QTest::newRow("created") << saying(201, tokenGiven().body) << "seller_error"_ba << QString();
    QTest::newRow("asks again") << tokenReply(tokenChallengeNew()) << "other"_ba
                                << u"Missing authorization token"_s;
}

void tst_TokenEndpointJudge::passesTheSellersRefusalOn()
{
    QFETCH(net::Response, reply);
    QFETCH(QByteArray, code);
    QFETCH(QString, text);
    const auto step = asking()->next(reply);
    const auto &reason = std::get<deal::Withheld>(step).reason;
    QCOMPARE(reason.code, "tokenendpoint." + code);
    QCOMPARE(reason.kind, Error::Kind::Refused);
    QCOMPARE(reason.data[u"text"_s].toString(), text);
    QVERIFY(!errorText(reason).contains(u"Something went wrong"));
    QVERIFY(!errorText(reason).contains(u"…"));
}

void tst_TokenEndpointJudge::showsTheSellersTextPlain()
{
    const auto step =
        asking()->next(saying(400, R"({"error":"\u202e\u0007)" + QByteArray(1000, 'x') + R"("})"));
    const auto text = std::get<deal::Withheld>(step).reason.data[u"text"_s].toString();
    QVERIFY(text.startsWith(u"⟨U+202E⟩⟨U+0007⟩xxx"_s));
    QVERIFY(text.size() < 300);
}

void tst_TokenEndpointJudge::deliversAnyOtherAnswer_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 204, 302, 401, 403, 404, 412, 500})
        QTest::addRow("%d", status) << status;
}

void tst_TokenEndpointJudge::deliversAnyOtherAnswer()
{
    QFETCH(int, status);
    const auto step = answering()->next(net::Response {status, {}, {}, {}});
    const auto &delivered = std::get<deal::Delivered>(step);
    QVERIFY(!delivered.settlement && !delivered.note);
}

void tst_TokenEndpointJudge::keepsNoPassOfUnknownLifetime_data()
{
    QTest::addColumn<QByteArray>("lifetime");
    QTest::addColumn<bool>("isKept");
    const auto row = [](const char *said, bool isKept) {
        QTest::newRow(said) << QByteArray(R"(,"expires_in":)") + said << isKept;
    };
    QTest::newRow("not said") << QByteArray() << false;
    row("null", false);
    row("0", false);
    row("-1", false);
    row("300.5", false);
    row("\"300\"", false);
    row("true", false);
    row("2592001", false);
    row("18446744073709551616", false);
    row("1", true);
    row("2592000", true);
}

void tst_TokenEndpointJudge::keepsNoPassOfUnknownLifetime()
{
    QFETCH(QByteArray, lifetime);
    QFETCH(bool, isKept);
    const auto step = asking()->next(tokenGiven(lifetime));
    QCOMPARE(std::get<deal::Send>(step).pass.has_value(), isKept);
}

void tst_TokenEndpointJudge::neverPaysTwice()
{
    const auto dearer = with(tokenChallengeNew(), "0.5", "0.6");
    for (const auto &body : {tokenChallengeNew(), dearer}) {
        const auto expired = with(body, "Missing authorization token", "Token has expired");
        const auto step = answering()->next(tokenReply(expired));
        const auto &reason = std::get<deal::Withheld>(step).reason;
        QCOMPARE(reason.code, "tokenendpoint.token_refused"_ba);
        QCOMPARE(reason.data[u"text"_s].toString(), u"Token has expired"_s);
    }
    const auto tooLarge = answering()->next(net::Response {431, {}, {}, {}});
    QCOMPARE(std::get<deal::Withheld>(tooLarge).reason.code, "tokenendpoint.header_refused"_ba);
}

void tst_TokenEndpointJudge::judgesAHeadAsTheWholeReply()
{
    const auto exchange = answering();
    const auto headOnly = exchange->next(net::Response {402, {}, {}, {}});
    QVERIFY(std::holds_alternative<deal::Withheld>(headOnly));
    const auto whole = exchange->next(tokenReply(tokenChallengeNew()));
    QCOMPARE(std::get<deal::Withheld>(whole).reason.data[u"text"_s].toString(),
             u"Missing authorization token"_s);
}

QTEST_GUILESS_MAIN(tst_TokenEndpointJudge)
#include "tst_tokenendpointjudge.moc"
