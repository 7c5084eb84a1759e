// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "core/protocols/tokenendpoint/price.h"
#include "tests/protocols/tokensamples.h"

#include <rapidcheck.h>

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace tuppence::samples;

namespace {

const QByteArray largest =
    "115792089237316195423570985008687907853269984665640564039457584007913129639935";

deal::Offer offerIn(const QByteArray &body)
{
    return challenge(tokenDialect, tokenReply(body)).offers.first();
}

deal::AuthorizeTransfer transferIn(const QByteArray &body)
{
    return std::get<deal::AuthorizeTransfer>(offerIn(body).instruction.value());
}

/// The honest challenge of 0.3.0 with a text in it changed.
QByteArray changed(const char *from, const QByteArray &to)
{
    return with(tokenChallengeNew(), from, to);
}

} // namespace

class tst_TokenEndpointOffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsExactly_data();
    void countsExactly();
    void refusesPrices_data();
    void refusesPrices();
    void countsWhatPythonPrints();
    void readsTheSellersOwnDigits();
    void showsWhatIsSignedWhateverDecimalsAreClaimed();
    void readsNetworks_data();
    void readsNetworks();
    void readsOddSpellings_data();
    void readsOddSpellings();
    void takesSixDecimalsInOldOffersThatSayNone();
    void takesOtherCurrenciesByPermit_data();
    void takesOtherCurrenciesByPermit();
    void saysWhatIsInTheWay_data();
    void saysWhatIsInTheWay();
};

void tst_TokenEndpointOffer::countsExactly_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("units");
    QTest::newRow("half") << "0.5"_ba << 6 << u"500000"_s;
    QTest::newRow("whole") << "3"_ba << 6 << u"3000000"_s;
    QTest::newRow("a float's whole") << "3.0"_ba << 6 << u"3000000"_s;
    QTest::newRow("no decimals") << "3.0"_ba << 0 << u"3"_s;
    QTest::newRow("small in Python") << "5e-7"_ba << 7 << u"5"_s;
    QTest::newRow("small with places") << "1.25e-05"_ba << 7 << u"125"_s;
    QTest::newRow("large in Python") << "1e+16"_ba << 6 << u"10000000000000000000000"_s;
    QTest::newRow("capital") << "12E1"_ba << 0 << u"120"_s;
    QTest::newRow("taken back") << "1200e-2"_ba << 0 << u"12"_s;
    QTest::newRow("exponent of nothing") << "7e0"_ba << 0 << u"7"_s;
    QTest::newRow("long exponent") << "7e-00000000000000000000000000000001"_ba << 1 << u"7"_s;
    QTest::newRow("zeros behind") << "0.50000000000000000000000000000000"_ba << 6 << u"500000"_s;
    QTest::newRow("no double holds it")
        << "9007199254740993.000001"_ba << 6 << u"9007199254740993000001"_s;
    QTest::newRow("most") << largest << 0 << QString::fromLatin1(largest);
    QTest::newRow("most decimals") << "1"_ba << 77 << u"1"_s + QString(77, u'0');
}

void tst_TokenEndpointOffer::countsExactly()
{
    QFETCH(QByteArray, number);
    QFETCH(int, decimals);
    QFETCH(QString, units);
    const auto counted = tokenendpoint::unitsOf(number, decimals);
    QVERIFY(counted);
    QCOMPARE(counted->toString(), units);
}

void tst_TokenEndpointOffer::refusesPrices_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("negative") << "-0.5"_ba
                              << "amount"_ba;
    QTest::newRow("zero") << "0"_ba
                          << "amount"_ba;
    QTest::newRow("zero's float") << "0.000"_ba
                                  << "amount"_ba;
    QTest::newRow("zero's exponent") << "0e5"_ba
                                     << "amount"_ba;
    QTest::newRow("a text") << "\"0.5\""_ba
                            << "amount"_ba;
    QTest::newRow("true") << "true"_ba
                          << "amount"_ba;
    QTest::newRow("an object") << "{}"_ba
                               << "amount"_ba;
    QTest::newRow("seven places") << "0.0000005"_ba
                                  << "amount_fraction"_ba;
    QTest::newRow("seven by exponent") << "5e-7"_ba
                                       << "amount_fraction"_ba;
    QTest::newRow("far too small") << "1e-300"_ba
                                   << "amount_fraction"_ba;
    QTest::newRow("one too many")
        << "115792089237316195423570985008687907853269984665640564039457584007913129.639936"_ba
        << "amount_too_large"_ba;
    QTest::newRow("far too large") << "1e300"_ba
                                   << "amount_too_large"_ba;
}

void tst_TokenEndpointOffer::refusesPrices()
{
    QFETCH(QByteArray, number);
    QFETCH(QByteArray, code);
    const auto offer = offerIn(changed("0.5", number));
    QVERIFY(!offer.instruction);
    QCOMPARE(offer.obstacle.value().code, "tokenendpoint." + code);
    QVERIFY(!errorText(*offer.obstacle).contains(u"Something went wrong"));
    QVERIFY(!errorText(*offer.obstacle).contains(u"…"));
}

void tst_TokenEndpointOffer::countsWhatPythonPrints()
{
    QVERIFY(rc::check("a mantissa and an exponent", [] {
        const auto mantissa = *rc::gen::inRange<quint64>(1, 1'000'000'000);
        const auto exponent = *rc::gen::inRange(-9, 10);
        const auto digits = QByteArray::number(mantissa);
        const auto units = tokenendpoint::unitsOf(digits + 'e' + QByteArray::number(exponent), 9);
        auto wanted = Uint256(mantissa);
        for (int i = 0; i < exponent + 9; ++i)
            wanted = wanted.times(Uint256(10)).value();
        RC_ASSERT((units && *units == wanted));
    }));
}

void tst_TokenEndpointOffer::readsTheSellersOwnDigits()
{
    // A double would make 0.1 + 2^-53 of it, or round it.
    QCOMPARE(transferIn(changed("0.5", "123456789012345678.123456")).amount.units.toString(),
             u"123456789012345678123456"_s);
}

void tst_TokenEndpointOffer::showsWhatIsSignedWhateverDecimalsAreClaimed()
{
    QCOMPARE(transferIn(changed("\"token_decimals\": 6", "\"token_decimals\": 8"))
                 .amount.units.toString(),
             u"50000000"_s);
    QCOMPARE(offerIn(changed("\"token_decimals\": 6", "\"token_decimals\": 0")).obstacle->code,
             "tokenendpoint.amount_fraction"_ba);
}

void tst_TokenEndpointOffer::readsNetworks_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QByteArray>("network");
    QTest::newRow("colon") << R"("eip155:8453")"_ba
                           << "eip155:8453"_ba;
    QTest::newRow("dash") << R"("eip155-8453")"_ba
                          << "eip155:8453"_ba;
    QTest::newRow("capitals") << R"("EIP155:8453")"_ba
                              << "eip155:8453"_ba;
    QTest::newRow("mixed") << R"("Eip155-8453")"_ba
                           << "eip155:8453"_ba;
    for (const char *wrong :
         {R"("solana:1")", R"("eip155:")", R"("eip155:0x1")", R"("eip155:08453")", R"("8453")",
          R"("eip155:18446744073709551616")", R"("eip155 8453")", R"("eip155:-1")", "8453"})
        QTest::newRow(wrong) << QByteArray(wrong) << QByteArray();
}

void tst_TokenEndpointOffer::readsNetworks()
{
    QFETCH(QByteArray, said);
    QFETCH(QByteArray, network);
    const auto offer = offerIn(changed(R"("eip155:11155111")", said));
    if (network.isEmpty())
        QCOMPARE(offer.obstacle.value().code, "tokenendpoint.network"_ba);
    else
        QCOMPARE(offer.instruction ? offer.network.toString() : "none", network);
}

void tst_TokenEndpointOffer::readsOddSpellings_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("decimals as text") << changed(": 6,", ": \"6\",");
    QTest::newRow("version as a number")
        << changed(R"("token_version": "2")", R"("token_version": 2)");
    QTest::newRow("currency in small letters")
        << changed(R"("currency": "USDC")", R"("currency": "usdc")");
    QTest::newRow("another that is moved so")
        << changed(R"("currency": "USDC")", R"("currency": "axlUSDC")");
    QTest::newRow("token in small letters")
        << changed("0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238", sepoliaToken.toLower());
    QTest::newRow("0.2.0, version as a number")
        << with(tokenChallengeOld(), R"("version":"2")", R"("version":2)");
    QTest::newRow("0.2.0, decimals as text")
        << with(tokenChallengeOld(), R"("decimals":6)", R"("decimals":"6")");
}

void tst_TokenEndpointOffer::readsOddSpellings()
{
    QFETCH(QByteArray, body);
    const auto offer = offerIn(body);
    QVERIFY(!offer.obstacle);
    QCOMPARE(offer.instruction, offerIn(tokenChallengeNew()).instruction);
    QCOMPARE(offer.claimedVersion, u"2"_s);
}

void tst_TokenEndpointOffer::takesSixDecimalsInOldOffersThatSayNone()
{
    const auto body = with(tokenChallengeOld(), R"("decimals":6,)", "");
    QCOMPARE(transferIn(body).amount.units, Uint256(500'000));
}

void tst_TokenEndpointOffer::takesOtherCurrenciesByPermit_data()
{
    QTest::addColumn<QByteArray>("currency");
    QTest::newRow("DAI") << QByteArray("DAI");
    QTest::newRow("USDbC") << QByteArray("USDbC"); // never equals a symbol in capitals
}

void tst_TokenEndpointOffer::takesOtherCurrenciesByPermit()
{
    QFETCH(QByteArray, currency);
    const auto offer =
        offerIn(changed("\"currency\": \"USDC\"", "\"currency\": \"" + currency + '"'));
    QVERIFY(!offer.obstacle);
    QCOMPARE(offer.scheme, "Permit2"_ba);
    const auto permit = std::get<deal::AuthorizePermit2>(offer.instruction.value());
    QVERIFY(permit.witness == deal::AuthorizePermit2::Witness::None);
    QCOMPARE(permit.spender, permit.payee); // who else could be paid
    QVERIFY(permit.facilitator.isEmpty());
    QCOMPARE(permit.validity, std::chrono::seconds(600));
}

void tst_TokenEndpointOffer::saysWhatIsInTheWay_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const char *from, const QByteArray &to,
                        const char *code) {
        QTest::newRow(name) << changed(from, to) << QByteArray(code);
    };
    row("another way", "\"evm\"", "\"svm\"", "payment_type");
    row("no way", "\"payment_type\": \"evm\",", "", "missing");
    row("way as a number", "\"evm\"", "1", "missing");
    row("no network", "\"caip2\": \"eip155:11155111\",", "", "missing");
    row("no currency", "\"currency\": \"USDC\",", "", "missing");
    row("no token", "\"token\":", "\"_\":", "missing");
    row("token", sepoliaToken, "0x12", "token");
    row("token mistyped", "0x1c7D", "0x1C7D", "token_checksum");
    row("no payee", "\"pay_to\":", "\"_\":", "missing");
    row("payee", payee, "shop.eth", "payee");
    row("payee mistyped", "0x209693Bc", "0x209693BC", "payee_checksum");
    row("payee zero", payee, "0x" + QByteArray(40, '0'), "payee_zero");
    row("payee is token", payee, sepoliaToken, "payee_is_token");
    row("no decimals", "\"token_decimals\": 6,", "", "missing");
    row("negative decimals", ": 6,", ": -1,", "decimals");
    row("too many decimals", ": 6,", ": 78,", "decimals");
    row("decimals with a place", ": 6,", ": 6.0,", "decimals");
    row("decimals in words", ": 6,", ": \"six\",", "decimals");
    row("no amount", "\"amount\": 0.5,", "", "missing");
    row("amount null", "0.5", "null", "missing");
    QTest::newRow("0.2.0 without a wallet")
        << with(tokenChallengeOld(), "wallet_address", "_") << "missing"_ba;
    QTest::newRow("0.2.0 without metadata")
        << with(tokenChallengeOld(), "\"metadata\"", "\"_\"") << "missing"_ba;
    QTest::newRow("0.2.0, network with places")
        << with(tokenChallengeOld(), "11155111", "11155111.0") << "network"_ba;
    QTest::newRow("0.2.0, negative network")
        << with(tokenChallengeOld(), "11155111", "-1") << "network"_ba;
}

void tst_TokenEndpointOffer::saysWhatIsInTheWay()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, code);
    const auto offer = offerIn(body);
    QVERIFY(!offer.instruction);
    QCOMPARE(offer.obstacle.value().code, "tokenendpoint." + code);
    QVERIFY(!errorText(*offer.obstacle).contains(u"Something went wrong"));
    QVERIFY(!errorText(*offer.obstacle).contains(u"…"));
}

QTEST_GUILESS_MAIN(tst_TokenEndpointOffer)
#include "tst_tokenendpointoffer.moc"
