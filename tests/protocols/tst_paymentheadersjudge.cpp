// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "tests/protocols/headersamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

class tst_PaymentHeadersJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversAnyOtherAnswer_data();
    void deliversAnyOtherAnswer();
    void saysWhyItWasWithheld_data();
    void saysWhyItWasWithheld();
    void comparesWhatIsAskedAgain_data();
    void comparesWhatIsAskedAgain();
    void readsWhatItCost_data();
    void readsWhatItCost();
    void countsCostInTheCoinThatWasPaid();
    void takesARefusalWithACostForTheAnswer();
    void takesAPassFromASuccessOnly();
    void showsTheSellersTextPlain();
};

void tst_PaymentHeadersJudge::deliversAnyOtherAnswer_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 204, 302, 400, 401, 403, 404, 412, 431, 500})
        QTest::addRow("%d", status) << status;
}

void tst_PaymentHeadersJudge::deliversAnyOtherAnswer()
{
    QFETCH(int, status);
    const auto step = paying()->next(answered(status));
    QCOMPARE(std::get<deal::Delivered>(step), deal::Delivered {});
}

void tst_PaymentHeadersJudge::saysWhyItWasWithheld_data()
{
    QTest::addColumn<net::Response>("reply");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("text");
    const auto body = R"({"error":"conflict","message":"Hash already used"})"_ba;
    QTest::newRow("409") << answered(409, body) << "hash_used"_ba << u"Hash already used"_s;
    QTest::newRow("410") << answered(410, R"({"error":"Payment expired"})") << "expired"_ba
                         << u"Payment expired"_s;
    QTest::newRow("422") << answered(422, "Wrong recipient", {{"Content-Type", "text/plain"}})
                         << "invalid"_ba << u"Wrong recipient"_s;
    QTest::newRow("its head alone") << answered(409) << "hash_used"_ba << u"HTTP 409"_s;
    QTest::newRow("a page") << answered(410, "<h1>Gone</h1>", {{"Content-Type", "text/html"}})
                            << "expired"_ba << u"HTTP 410"_s;
    QTest::newRow("402 of nobody") << answered(402, R"({"error":"Payment not found"})")
                                   << "seller_error"_ba << u"Payment not found"_s;
    auto torn = sampleReply();
    torn.headers.set("X-Payment-Amount", "0.30");
    QTest::newRow("402 that disagrees") << torn << "seller_error"_ba << u"Payment required"_s;
}

void tst_PaymentHeadersJudge::saysWhyItWasWithheld()
{
    QFETCH(net::Response, reply);
    QFETCH(QByteArray, code);
    QFETCH(QString, text);
    const auto step = paying()->next(reply);
    const auto &reason = std::get<deal::Withheld>(step).reason;
    QCOMPARE(reason.code, "clawdnet." + code);
    QCOMPARE(reason.kind, Error::Kind::Refused);
    QCOMPARE(reason.data[u"text"_s].toString(), text);
    QVERIFY(!errorText(reason).contains(u"Something went wrong"));
    QVERIFY(!errorText(reason).contains(u"…"));
}

void tst_PaymentHeadersJudge::comparesWhatIsAskedAgain_data()
{
    QTest::addColumn<net::Response>("reply");
    QTest::addColumn<bool>("isNew");
    const auto row = [](const char *name, const char *from, const QByteArray &to, bool isNew) {
        QTest::newRow(name) << bodyReply(replaced(sampleBody(), from, to)) << isNew;
    };
    row("the same", "error", "error", false);
    row("a new memo", "req_abc123", "req_def456", false);
    row("a new deadline", "01:00:00Z", "02:00:00Z", false);
    row("another spelling", R"("0.25")", "0.250", false);
    row("the same beside others", R"("recipient")", R"("_":"","recipient")", false);
    row("another price", "0.25", "0.30", true);
    row("a lower price", "0.25", "0.10", true);
    row("another payee", samplePayee, payee, true);
    row("another coin", R"("USDC", "network": "base")", R"("ETH", "network": "base")", true);
    row("another network", R"("USDC", "network": "base")", R"("USDC", "network": "base-sepolia")",
        true);
    row("what cannot be paid", R"("USDC", "network": "base")", R"("USDC", "network": "moon")",
        true);
}

void tst_PaymentHeadersJudge::comparesWhatIsAskedAgain()
{
    QFETCH(net::Response, reply);
    QFETCH(bool, isNew);
    const auto step = paying()->next(reply);
    if (isNew) {
        QCOMPARE(std::get<deal::NewTerms>(step).challenge, headerChallenge(reply));
        return;
    }
    QCOMPARE(std::get<deal::Withheld>(step).reason.code, "clawdnet.asks_again"_ba);
}

void tst_PaymentHeadersJudge::readsWhatItCost_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QString>("charged");
    QTest::addColumn<QByteArray>("note");
    const auto row = [](const char *said, const char *charged, const char *note) {
        QTest::newRow(said) << QByteArray(said) << QString::fromLatin1(charged) << QByteArray(note);
    };
    row("0.20", "200000", "");
    row("0.25", "250000", "");
    row(" 0.2500000 ", "250000", "");
    row("0", "0", "");
    row("0.250001", "250001", "clawdnet.cost_above");
    row("1e100", "", "clawdnet.cost");
    row("0.2000001", "", "clawdnet.cost");
    row("0.20 USDC", "", "clawdnet.cost");
    row("-1", "", "clawdnet.cost");
    row("", "", "clawdnet.cost");
}

void tst_PaymentHeadersJudge::readsWhatItCost()
{
    QFETCH(QByteArray, said);
    QFETCH(QString, charged);
    QFETCH(QByteArray, note);
    const auto step = paying()->next(answered(200, {}, {{"x-cost-actual", said}}));
    const auto &delivered = std::get<deal::Delivered>(step);
    const auto &settlement = delivered.settlement.value();
    QCOMPARE(settlement.charged ? settlement.charged->toString() : QString(), charged);
    QCOMPARE(settlement.raw, R"({"X-Cost-Actual":")" + said.trimmed() + "\"}");
    QVERIFY(settlement.transaction.isEmpty());
    QCOMPARE(delivered.note ? delivered.note->code : QByteArray(), note);
    QVERIFY(!delivered.note || !errorText(*delivered.note).contains(u"Something went wrong"));
    QVERIFY(!delivered.note || !errorText(*delivered.note).contains(u"…"));
}

void tst_PaymentHeadersJudge::countsCostInTheCoinThatWasPaid()
{
    const auto read = headerChallenge(sampleReply());
    const auto inEther = headerProtocol.exchange({purchaseId, request()}, read, read.offers[1]);
    const auto step = inEther->next(answered(200, {}, {{"X-Cost-Actual", "0.2"}}));
    QCOMPARE(std::get<deal::Delivered>(step).settlement->charged->toString(),
             u"200000000000000000"_s);
    QVERIFY(!std::get<deal::Delivered>(step).note);
}

void tst_PaymentHeadersJudge::takesARefusalWithACostForTheAnswer()
{
    for (const int status : {409, 410, 422}) {
        const auto step = paying()->next(answered(status, {}, {{"X-Cost-Actual", "0.25"}}));
        QVERIFY(std::get<deal::Delivered>(step).settlement->charged == Uint256(250'000));
    }
    // It asks for money: what it says of costs does not make it an answer.
    auto again = sampleReply();
    again.headers.add("X-Cost-Actual", "0.25");
    QVERIFY(std::get<deal::Withheld>(paying()->next(again)).settlement);
}

void tst_PaymentHeadersJudge::takesAPassFromASuccessOnly()
{
    const net::Headers setting {{"Set-Cookie", "sub=abc; Max-Age=3600; Path=/; HttpOnly"}};
    const auto step = paying()->next(answered(200, {}, setting));
    QCOMPARE(std::get<deal::Delivered>(step).pass.value(),
             (deal::Pass {"https://api.example.com", "Cookie", "sub=abc", std::chrono::hours(1)}));
    const auto failed = paying()->next(answered(500, {}, setting));
    QVERIFY(!std::get<deal::Delivered>(failed).pass);
}

void tst_PaymentHeadersJudge::showsTheSellersTextPlain()
{
    const auto step = paying()->next(
        answered(409, R"({"error":"\u202e\u0007)" + QByteArray(1000, 'x') + R"("})"));
    const auto text = std::get<deal::Withheld>(step).reason.data[u"text"_s].toString();
    QVERIFY(text.startsWith(u"⟨U+202E⟩⟨U+0007⟩xxx"_s));
    QVERIFY(text.size() < 300);
}

QTEST_GUILESS_MAIN(tst_PaymentHeadersJudge)
#include "tst_paymentheadersjudge.moc"
