// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "core/money/registry.h"
#include "core/protocols/nativecoin.h"
#include "core/protocols/referencepage/offer.h"
#include "tests/protocols/pagesamples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;
using referencepage::offerIn;

namespace {

QByteArray obstacleOf(const Json &entry)
{
    const auto offer = offerIn(samples::text(entry), 0);
    return offer.obstacle ? offer.obstacle->code : "none"_ba;
}

} // namespace

class tst_ReferencePageOffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsCoinsAsTheRegistryDoes();
    void paysOnEachNetworkOfThePage_data();
    void paysOnEachNetworkOfThePage();
    void takesEverySpellingOfTheOwnCoin_data();
    void takesEverySpellingOfTheOwnCoin();
    void readsTheSellersOwnDigits_data();
    void readsTheSellersOwnDigits();
    void respellsAddresses();
    void saysWhatIsInTheWay_data();
    void saysWhatIsInTheWay();
    void namesTheTextThatIsWrong();
};

/// Protocols see no registry; so the two tables are compared here.
void tst_ReferencePageOffer::knowsCoinsAsTheRegistryDoes()
{
    const auto registry = money::Registry::builtIn().value();
    for (const auto &network : registry.networks()) {
        const auto known = nativeCoinOf(network.id);
        QVERIFY2(known.has_value() == network.coin.has_value(), network.id.toString());
        if (!known)
            continue;
        QCOMPARE(known->asset.toString(), network.coin->id.toString());
        QCOMPARE(known->symbol, network.coin->symbol.toLatin1());
    }
}

void tst_ReferencePageOffer::paysOnEachNetworkOfThePage_data()
{
    QTest::addColumn<QByteArray>("token");
    const auto row = [](const char *network, const char *address) {
        QTest::newRow(network) << QByteArray(address);
    };
    row("eip155:8453", "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913");
    row("eip155:84532", "0x036CbD53842c5426634e7929541eC2318f3dCF7e");
    row("eip155:1187947933", "0x85889c8c714505E0c94b30fcfcF64fE3Ac8FCb20");
    row("eip155:56", "0xf3A3E4D9c163251124229Da6DC9C98D889647804");
    row("eip155:1329", "0xe15fC38F6D8c56aF07bbCBe3BAf5708A2Bf42392");
    row("eip155:43114", "0xB97EF9Ef8734C71904D8002F8b6Bc66Dd9c48a6E");
    row("eip155:137", "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359");
}

void tst_ReferencePageOffer::paysOnEachNetworkOfThePage()
{
    QFETCH(QByteArray, token);
    auto entry = pageOfferWith("network", QTest::currentDataTag());
    entry["currency"] = token.toStdString();
    const auto amount = transferOf(offerIn(samples::text(entry), 0)).amount;
    QCOMPARE(amount.asset.toString(), QTest::currentDataTag() + "/erc20:"_ba + token);
}

void tst_ReferencePageOffer::takesEverySpellingOfTheOwnCoin_data()
{
    QTest::addColumn<QByteArray>("network");
    QTest::addColumn<QByteArray>("asset");
    const auto row = [](const char *said, const char *network, const char *asset) {
        QTest::newRow(said) << QByteArray(network) << QByteArray(asset);
    };
    row("native", "eip155:8453", "eip155:8453/slip44:60");
    row("NATIVE", "eip155:84532", "eip155:84532/slip44:1");
    row("ETH", "eip155:8453", "eip155:8453/slip44:60");
    row("eth", "base", "eip155:8453/slip44:60");
    row("AVAX", "eip155:43114", "eip155:43114/slip44:9005");
    row("BNB", "eip155:56", "eip155:56/slip44:714");
    row("SEI", "eip155:1329", "eip155:1329/slip44:19000118");
    row("POL", "eip155:137", "eip155:137/slip44:966");
    row("0x0000000000000000000000000000000000000000", "eip155:8453", "eip155:8453/slip44:60");
    row("0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE", "eip155:8453", "eip155:8453/slip44:60");
    row("0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee", "eip155:8453", "eip155:8453/slip44:60");
    row("0xEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE", "eip155:8453", "eip155:8453/slip44:60");
}

void tst_ReferencePageOffer::takesEverySpellingOfTheOwnCoin()
{
    QFETCH(QByteArray, network);
    QFETCH(QByteArray, asset);
    auto entry = pageOfferWith("network", network.toStdString());
    entry["currency"] = QTest::currentDataTag();
    QCOMPARE(transferOf(offerIn(samples::text(entry), 0)).amount.asset.toString(), asset);
}

void tst_ReferencePageOffer::readsTheSellersOwnDigits_data()
{
    QTest::addColumn<QByteArray>("amount");
    QTest::addColumn<QString>("units");
    QTest::newRow("text") << R"("10000")"_ba << u"10000"_s;
    QTest::newRow("number") << "10000"_ba << u"10000"_s;
    QTest::newRow("one") << "1"_ba << u"1"_s;
    QTest::newRow("no double holds it") << "123456789012345678901"_ba << u"123456789012345678901"_s;
    const auto largest = Uint256::max().toString();
    QTest::newRow("the largest text") << '"' + largest.toLatin1() + '"' << largest;
    QTest::newRow("the largest number") << largest.toLatin1() << largest;
}

void tst_ReferencePageOffer::readsTheSellersOwnDigits()
{
    QFETCH(QByteArray, amount);
    QFETCH(QString, units);
    const auto raw = samples::text(pageOffer()).replace(R"("10000")", amount);
    QCOMPARE(transferOf(offerIn(raw, 0)).amount.units.toString(), units);
}

void tst_ReferencePageOffer::respellsAddresses()
{
    auto entry = pageOfferWith("recipient", payee.toLower().toStdString());
    entry["currency"] = token.toLower().toStdString();
    const auto transfer = transferOf(offerIn(samples::text(entry), 0));
    QCOMPARE(transfer.payee, payee);
    QCOMPARE(transfer.amount.asset.reference, token);
}

void tst_ReferencePageOffer::saysWhatIsInTheWay_data()
{
    QTest::addColumn<Json>("entry");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const char *key, const Json &value, const char *code) {
        QTest::newRow(name) << pageOfferWith(key, value) << QByteArray(code);
    };
    row("no network", "network", nullptr, "x402.no_network");
    row("network is a number", "network", 84532, "x402.network_id");
    row("no name of a network", "network", "moon", "x402.network_id");
    row("network with a space", "network", "eip155:84 532", "x402.network_id");
    row("another family", "network", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "x402.network");
    row("a family by its name", "network", "solana", "x402.network");
    row("no chain id", "network", "eip155:base", "x402.network");
    row("a chain id too large", "network", "eip155:18446744073709551616", "x402.network");
    row("no currency", "currency", nullptr, "x402.no_asset");
    row("currency empty", "currency", "", "x402.no_asset");
    row("currency is an object", "currency", Json::object(), "x402.asset");
    row("currency by its symbol", "currency", "USDC", "x402.coin");
    row("the coin of another network", "currency", "AVAX", "x402.coin");
    row("currency too short", "currency", token.chopped(1).toStdString(), "x402.asset");
    row("currency mistyped", "currency", "0x036cbD53842c5426634e7929541eC2318f3dCF7e",
        "x402.asset_checksum");
    auto unknownCoin = pageOfferWith("network", "eip155:1187947933");
    unknownCoin["currency"] = "native";
    QTest::newRow("a coin that we do not know") << unknownCoin << "x402.coin"_ba;
    row("no payee", "recipient", nullptr, "x402.no_payee");
    row("payee is a name", "recipient", "shop.eth", "x402.payee");
    row("payee is a list", "recipient", Json::array({payee.toStdString()}), "x402.payee");
    row("payee mistyped", "recipient", "0x209693BC6afc0C5328bA36FaF03C514EF312287C",
        "x402.payee_checksum");
    row("payee is zero", "recipient", "0x" + std::string(40, '0'), "x402.payee_zero");
    row("payee is the token", "recipient", token.toStdString(), "x402.payee_is_token");
    row("no amount", "amount", nullptr, "x402.no_amount");
    for (const char *amount :
         {"", "-1", "+1", "1e4", "10000.0", "0x10", "01", " 1", "1,000", "one"})
        row(QByteArray("amount '"_ba + amount + "'"), "amount", amount, "x402.amount");
    row("amount below zero", "amount", -1, "x402.amount");
    row("amount with a fraction", "amount", 1.5, "x402.amount");
    row("amount with an exponent", "amount", 1e30, "x402.amount");
    row("amount is true", "amount", true, "x402.amount");
    row("amount is an object", "amount", Json::object(), "x402.amount");
    row("amount of nothing", "amount", "0", "x402.amount_zero");
    row("amount 0", "amount", 0, "x402.amount_zero");
    row("amount 2^256", "amount",
        "115792089237316195423570985008687907853269984665640564039457584007913129639936",
        "x402.amount_too_large");
    row("a facilitator that is no URL", "facilitator", "pay.example", "x402.facilitator_url");
    row("a facilitator of another kind", "facilitator", "ftp://pay.example",
        "x402.facilitator_url");
    row("a facilitator that is a number", "facilitator", 7, "x402.facilitator_url");
    row("nothing is in the way", "facilitator", nullptr, "none");
}

void tst_ReferencePageOffer::saysWhatIsInTheWay()
{
    QFETCH(Json, entry);
    QFETCH(QByteArray, code);
    QCOMPARE(obstacleOf(entry), code);
    const auto offer = offerIn(samples::text(entry), 0);
    QVERIFY(offer.instruction.has_value() != offer.obstacle.has_value());
    if (offer.obstacle) {
        QVERIFY(!errorText(*offer.obstacle).contains(u"Something went wrong"));
        QVERIFY(!errorText(*offer.obstacle).contains(u'%'));
    }
}

void tst_ReferencePageOffer::namesTheTextThatIsWrong()
{
    const auto offer = offerIn(samples::text(pageOfferWith("currency", "\u202eDOGE")), 0);
    QCOMPARE(offer.obstacle->data[u"text"_s].toString(), u"⟨U+202E⟩DOGE"_s);
    QCOMPARE(offer.obstacle->data[u"network"_s].toString(), u"eip155:84532"_s);
}

QTEST_GUILESS_MAIN(tst_ReferencePageOffer)
#include "tst_referencepageoffer.moc"
