// SPDX-License-Identifier: MIT
#include "core/gateway/messages.h"
#include "core/gateway/reportjson.h"
#include "core/ledger/outcome.h"
#include "core/money/registry.h"
#include "tests/gateway/schema.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;

namespace {

constexpr auto usdc = "eip155:84532/erc20:0x036CbD53842c5426634e7929541eC2318f3dCF7e";

const money::Registry &registry()
{
    static const auto builtIn = money::Registry::builtIn();
    if (!builtIn)
        qFatal("%s", builtIn.error().code.constData());
    return *builtIn;
}

deal::Terms someTerms()
{
    deal::Terms terms;
    terms.site = "https://a.example";
    terms.method = "GET";
    terms.url = QUrl(u"https://a.example/weather?q=1"_s);
    terms.purchase = "pay_1";
    terms.dialect = "x402-v2";
    terms.asset = *AssetId::parse(usdc);
    terms.network = terms.asset.network;
    terms.amount = 10'000;
    terms.payee = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
    terms.validity = std::chrono::seconds(60);
    terms.account = {terms.network, "0x857b06519E91e3A54538791bDbb0E22373e36b66"};
    return terms;
}

ledger::Payment somePayment()
{
    ledger::Payment payment;
    payment.id = "p1";
    payment.terms = someTerms();
    payment.stage = ledger::Stage::Sent;
    payment.money.kind = ledger::MoneyKind::Open;
    payment.answer.kind = ledger::AnswerKind::Lost;
    payment.asked = Time(std::chrono::seconds(1'795'262'400));
    payment.openUntil = payment.asked + std::chrono::minutes(11);
    return payment;
}

QString against(const Json &json, const QByteArray &schema)
{
    return test::complaints(json, schema).join(u'\n');
}

} // namespace

class tst_ReportJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void amountsAreText()
    {
        const Json json = amountJson({*AssetId::parse(usdc), 10'000}, registry());
        QCOMPARE(toText(json),
                 (test::quoted("{'units':'10000','decimals':6,'symbol':'USDC','asset':'")) + usdc
                     + test::quoted("','usd':'0.01'}"));
        QCOMPARE(against(json, "values.json#/$defs/amount"), QString());
    }

    void amountsOfUnknownTokensSayOnlyWhatIsKnown()
    {
        const auto odd =
            AssetId::parse("eip155:84532/erc20:0x209693Bc6afc0C5328bA36FaF03C514EF312287C");
        const Json json = amountJson({*odd, Uint256::max()}, registry());
        QCOMPARE(json["units"].get<std::string>(), Uint256::max().toString().toStdString());
        QVERIFY(json["decimals"].is_null() && json["symbol"].is_null() && json["usd"].is_null());
        QCOMPARE(against(json, "values.json#/$defs/amount"), QString());
    }

    void aPaymentThatIsOpenSaysUntilWhen()
    {
        const Json json = paymentJson(somePayment(), registry());
        QCOMPARE(against(json, "values.json#/$defs/payment"), QString());
        QCOMPARE(*textMember(json, "openUntil"), QByteArray("2026-11-21T12:11:00Z"));
        QCOMPARE(*textMember(json, "money"), QByteArray("open"));
        QCOMPARE(*textMember(json, "account"),
                 QByteArray("eip155:84532:0x857b06519E91e3A54538791bDbb0E22373e36b66"));
        QVERIFY(json["transaction"].is_null() && json["fee"].is_null());
    }

    void aPaymentThatIsSettledDoesNot()
    {
        auto payment = somePayment();
        payment.stage = ledger::Stage::Closed;
        payment.money = {ledger::MoneyKind::Settled, Uint256(10'000), "0xabc", 0};
        const Json json = paymentJson(payment, registry());
        QVERIFY(json["openUntil"].is_null());
        QCOMPARE(*textMember(json, "transaction"), QByteArray("0xabc"));
    }

    void aPaymentThatWaitsHasNeitherMoneyNorAnswer()
    {
        auto payment = somePayment();
        payment.stage = ledger::Stage::Asked;
        payment.money = {};
        payment.answer = {};
        const Json json = paymentJson(payment, registry());
        QVERIFY(json["money"].is_null() && json["answer"].is_null());
        QCOMPARE(against(json, "values.json#/$defs/payment"), QString());
    }

    void feesAreInTheNetworksCoin()
    {
        auto payment = somePayment();
        payment.terms.highestFee = 21'000;
        const Json fee = paymentJson(payment, registry())["fee"];
        QCOMPARE(*textMember(fee, "symbol"), QByteArray("ETH"));
        QCOMPARE(*textMember(fee, "units"), QByteArray("21000"));
    }

    void reportsAreWhatTheirSchemaSays_data()
    {
        QTest::addColumn<int>("outcome");
        using enum ledger::Outcome;
        for (const auto outcome : {Paid, Free, DeliveredWithoutPayment, Refused, Pending, Expired,
                                   Failed, PaidNotDelivered, Locked, Unknown, NoWallet})
            QTest::newRow(ledger::nameOf(outcome)) << static_cast<int>(outcome);
    }

    void reportsAreWhatTheirSchemaSays()
    {
        QFETCH(int, outcome);
        payments::Report report;
        report.outcome = static_cast<ledger::Outcome>(outcome);
        QCOMPARE(against(reportJson(report, registry()), "ask.json#/$defs/pay.result"), QString());
        report.purchase = "pay_1";
        report.payment = somePayment();
        report.head = net::Response {200, {{"A", "1"}}, {}, {}};
        report.error = Error {Error::Kind::Network, "rpc.none", {}, {}};
        const Json whole = reportJson(report, registry());
        QCOMPARE(against(whole, "ask.json#/$defs/pay.result"), QString());
        QCOMPARE(whole["exit"].get<int>(), ledger::exitCode(report.outcome));
    }

    void receiptsComeAsTheyCame_data()
    {
        QTest::addColumn<QByteArray>("receipt");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("none") << QByteArray() << QByteArray("null");
        QTest::newRow("JSON") << (test::quoted("{'z':1,'a':'0x'}"))
                              << (test::quoted("{'z':1,'a':'0x'}"));
        QTest::newRow("no JSON") << QByteArray("thanks") << (test::quoted("'thanks'"));
    }

    void receiptsComeAsTheyCame()
    {
        QFETCH(QByteArray, receipt);
        QFETCH(QByteArray, shown);
        payments::Report report;
        report.payment = somePayment();
        report.payment->answer.receipt = receipt;
        QCOMPARE(toText(reportJson(report, registry())["receipt"]), shown);
    }

    void aHugeHeadStillFitsIntoAMessage()
    {
        payments::Report report;
        report.head = net::Response {};
        for (int i = 0; i < 200; ++i)
            report.head->headers.add("X", QByteArray(1200, '"'));
        const Json json = reportJson(report, registry());
        QVERIFY(json["response"]["headers"].size() > 10);
        QVERIFY(encode(Response {1, json}).size() < longestMessage);
    }

    void whatWaitsSaysAllTheTerms()
    {
        payments::Waiting waiting;
        waiting.payment = "p1";
        waiting.terms = someTerms();
        waiting.termsName = deal::nameOf(waiting.terms);
        waiting.warnings = {{Error::Kind::Refused, "warning.plain_http", {}, {}}};
        const Json json = waitingJson(waiting, registry());
        QCOMPARE(against(json, "values.json#/$defs/waiting"), QString());
        const QByteArray shown = QByteArray::fromHex(*textMember(json, "terms"));
        QCOMPARE(shown, payments::nameOf(waiting));
        for (auto change : {+[](payments::Waiting &other) { other.warnings.clear(); },
                            +[](payments::Waiting &other) { other.termsName[0] = 'x'; },
                            +[](payments::Waiting &other) {
                                other.warnings[0].data.insert(u"of"_s, u"wallet"_s);
                            }}) {
            payments::Waiting other = waiting;
            change(other);
            QVERIFY(payments::nameOf(other) != shown);
        }
        QCOMPARE(*textMember(json, "url"), QByteArray("https://a.example/weather?q=1"));
    }

    void quotesAreWhatTheirSchemaSays()
    {
        payments::Quote quote;
        quote.status = 402;
        quote.url = QUrl(u"https://a.example/"_s);
        quote.offers = {{"x402-v2",
                         {"eip155", "84532"},
                         AssetAmount {*AssetId::parse(usdc), 1},
                         "0xabc",
                         {},
                         true},
                        {"x402-v1",
                         {"eip155", "1"},
                         {},
                         {},
                         Error {Error::Kind::Unsupported, "chain.unknown_asset", {}, {}},
                         false}};
        const Json json = quoteJson(quote, registry());
        QCOMPARE(against(json, "ask.json#/$defs/quote.result"), QString());
        QCOMPARE(json["offers"].size(), size_t {2});
    }
};

QTEST_GUILESS_MAIN(tst_ReportJson)
#include "tst_reportjson.moc"
