// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "core/money/registry.h"
#include "core/protocols/deadline.h"
#include "core/protocols/paymentheaders/coin.h"
#include "core/protocols/paymentheaders/offer.h"
#include "tests/protocols/headersamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;
using paymentheaders::coinCalled;
using paymentheaders::networkCalled;

namespace {

deal::Offer offerIn(const QByteArray &body)
{
    return headerChallenge(bodyReply(body)).offers.first();
}

} // namespace

class tst_PaymentHeadersOffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsCoinsAsTheRegistryDoes();
    void knowsNoOtherCoin();
    void readsNetworks_data();
    void readsNetworks();
    void readsTheSellersOwnDigits_data();
    void readsTheSellersOwnDigits();
    void readsDeadlines_data();
    void readsDeadlines();
    void takesAMisspelledPayeeAndSaysSo_data();
    void takesAMisspelledPayeeAndSaysSo();
    void saysWhatIsInTheWay_data();
    void saysWhatIsInTheWay();
    void keepsTheSellersTexts();
};

/// Protocols see no registry; so the two tables are compared here.
void tst_PaymentHeadersOffer::knowsCoinsAsTheRegistryDoes()
{
    const auto registry = money::Registry::builtIn().value();
    for (const char *name : {"base", "base-sepolia"}) {
        const auto network = networkCalled(name).value();
        const auto ether = coinCalled(network, "ETH").value();
        const auto known = registry.network(network)->coin.value();
        QCOMPARE(ether.asset.toString(), known.id.toString());
        QCOMPARE(ether.decimals, known.decimals);
        QCOMPARE(known.symbol, u"ETH"_s);
        const auto dollar = coinCalled(network, "USDC").value();
        const auto *owned = registry.ownedBySymbol(network, u"USDC"_s);
        QVERIFY(owned);
        QCOMPARE(dollar.asset.toString(), owned->id.toString());
        QCOMPARE(dollar.decimals, owned->decimals);
    }
}

void tst_PaymentHeadersOffer::knowsNoOtherCoin()
{
    const NetworkId base {"eip155", "8453"};
    QVERIFY(coinCalled(base, "usdc") == coinCalled(base, "USDC"));
    for (const char *other : {"", "USD", "DAI", "USDC ", "WETH"})
        QVERIFY2(!coinCalled(base, other), other);
    QVERIFY(!coinCalled({"eip155", "1"}, "USDC"));
    QVERIFY(!coinCalled({"solana", "8453"}, "USDC"));
}

void tst_PaymentHeadersOffer::readsNetworks_data()
{
    QTest::addColumn<QByteArray>("network");
    const auto row = [](const char *said, const char *network) {
        QTest::newRow(said) << QByteArray(network);
    };
    row("base", "eip155:8453");
    row("BASE", "eip155:8453");
    row("base-sepolia", "eip155:84532");
    row("eip155:84532", "eip155:84532");
    row("EIP155:8453", "eip155:8453");
    row("base:8453", "eip155:8453");
    row("solana", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp");
    for (const char *none : {"base:84532", "base:", ":8453", "moon:1", "moon", "8453",
                             "eip155:", "eip155:8 453", "bäse"})
        row(none, "");
}

void tst_PaymentHeadersOffer::readsNetworks()
{
    QFETCH(QByteArray, network);
    const auto read = networkCalled(QTest::currentDataTag());
    QCOMPARE(read ? read->toString() : QByteArray(), network);
}

void tst_PaymentHeadersOffer::readsTheSellersOwnDigits_data()
{
    QTest::addColumn<QByteArray>("amount");
    QTest::addColumn<QString>("units");
    QTest::newRow("text") << R"("0.25")"_ba << u"250000"_s;
    QTest::newRow("whole") << R"("3")"_ba << u"3000000"_s;
    QTest::newRow("least") << R"("0.000001")"_ba << u"1"_s;
    QTest::newRow("zeros behind") << R"("0.250000000000")"_ba << u"250000"_s;
    QTest::newRow("number") << "0.25"_ba << u"250000"_s;
    QTest::newRow("small number") << "1e-06"_ba << u"1"_s;
    QTest::newRow("no double holds it")
        << "123456789012345678.123456"_ba << u"123456789012345678123456"_s;
    QTest::newRow("spaces") << R"(" 0.25 ")"_ba << u"250000"_s;
}

void tst_PaymentHeadersOffer::readsTheSellersOwnDigits()
{
    QFETCH(QByteArray, amount);
    QFETCH(QString, units);
    QCOMPARE(transferOf(offerIn(plainBody(amount))).amount.units.toString(), units);
}

void tst_PaymentHeadersOffer::readsDeadlines_data()
{
    QTest::addColumn<qint64>("seconds");
    const auto row = [](const char *said, qint64 seconds) { QTest::newRow(said) << seconds; };
    row("2026-02-06T01:00:00Z", 1'770'339'600);
    row("2026-02-06t01:00:00z", 1'770'339'600);
    row("2026-02-06T01:00:00.999999Z", 1'770'339'600);
    row("2026-02-06T02:30:00+01:30", 1'770'339'600);
    row("2026-02-05T20:00:00-05:00", 1'770'339'600);
    row("1770339600", 1'770'339'600);
    row("0", 0);
    row("9999-12-31T23:59:59Z", 253'402'300'799);
    for (const char *none :
         {"", "soon", "-1", "1770339600000", "1770339600.5", "2026-02-06", "2026-02-06T01:00:00",
          "2026-02-06 01:00:00Z", "2026-02-30T01:00:00Z", "2026-02-06T24:00:00Z",
          "2026-02-06T01:00:00+24:00", "2026-02-06T01:00:00Z\n", "9999-12-31T23:59:59-01:00",
          "1969-12-31T23:59:59Z"})
        row(none, -1);
}

void tst_PaymentHeadersOffer::readsDeadlines()
{
    QFETCH(qint64, seconds);
    const auto read = deadlineIn(QTest::currentDataTag());
    QCOMPARE(read ? read->time_since_epoch().count() : -1, seconds);
}

void tst_PaymentHeadersOffer::takesAMisspelledPayeeAndSaysSo_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<bool>("isMisspelled");
    QTest::newRow("right") << payee << false;
    QTest::newRow("small") << payee.toLower() << false;
    QTest::newRow("capital") << "0x" + payee.mid(2).toUpper() << false;
    QTest::newRow("one letter") << replaced(payee, "0x209693Bc", "0x209693BC") << true;
}

void tst_PaymentHeadersOffer::takesAMisspelledPayeeAndSaysSo()
{
    QFETCH(QByteArray, said);
    QFETCH(bool, isMisspelled);
    const auto offer = offerIn(replaced(plainBody(), payee, said));
    QCOMPARE(transferOf(offer).payee, payee);
    QCOMPARE(offer.payeeMisspelled, isMisspelled);
}

void tst_PaymentHeadersOffer::saysWhatIsInTheWay_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const char *from, const QByteArray &to,
                        const char *code) {
        QTest::newRow(name) << replaced(plainBody(), from, to) << QByteArray(code);
    };
    row("no network", R"("network":"base-sepolia",)", "", "missing");
    row("another network", "base-sepolia", "moon", "network");
    row("network as a number", R"("base-sepolia")", "84532", "network");
    row("no currency", R"("currency":"USDC",)", "", "missing");
    row("another currency", "USDC", "DAI", "currency");
    row("a coin elsewhere", "base-sepolia", "polygon", "currency");
    row("no payee", R"("recipient")", "\"_\"", "missing");
    row("payee", payee, "shop.eth", "payee");
    row("payee too short", payee, payee.chopped(1), "payee");
    row("payee as a number", '"' + payee + '"', "7", "payee");
    row("payee zero", payee, "0x" + QByteArray(40, '0'), "payee_zero");
    row("payee is token", payee, token, "payee_is_token");
    for (const char *amount : {"-0.25", "0", "0.000", ".25", "0,25", "$0.25", "0.25 USDC", "1/4"})
        row(amount, R"("0.25")", '"' + QByteArray(amount) + '"', "amount");
    row("true", R"("0.25")", "true", "amount");
    row("seven places", "0.25", "0.2500001", "amount_fraction");
    row("too much", "0.25", "1e73", "amount_too_large");
    QTest::newRow("deadline") << plainBody(R"("0.25")", R"(,"deadline":"soon")") << "deadline"_ba;
    QTest::newRow("deadline in milliseconds")
        << plainBody(R"("0.25")", R"(,"deadline":1770339600000)") << "deadline"_ba;
}

void tst_PaymentHeadersOffer::saysWhatIsInTheWay()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, code);
    const auto offer = offerIn(body);
    QVERIFY(!offer.instruction);
    QCOMPARE(offer.obstacle.value().code, "clawdnet." + code);
    QVERIFY(!errorText(*offer.obstacle).contains(u"Something went wrong"));
    QVERIFY(!errorText(*offer.obstacle).contains(u"…"));
}

void tst_PaymentHeadersOffer::keepsTheSellersTexts()
{
    const auto offer =
        offerIn(plainBody("0.250", R"(,"memo":"\u00e4\"b","deadline":1770339600,"more":[])"));
    QCOMPARE(offer.raw,
             R"({"amount":"0.250","currency":"USDC","network":"base-sepolia","recipient":")"_ba
                 + payee + R"(","memo":"ä\"b","deadline":"1770339600"})");
    QCOMPARE(paymentheaders::readOffer(paymentheaders::claimIn(offer.raw), 0), offer);
}

QTEST_GUILESS_MAIN(tst_PaymentHeadersOffer)
#include "tst_paymentheadersoffer.moc"
