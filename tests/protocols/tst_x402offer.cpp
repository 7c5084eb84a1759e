// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "core/protocols/x402/offer.h"
#include "tests/protocols/samples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using x402::Version;

namespace {

const QByteArray largest =
    "115792089237316195423570985008687907853269984665640564039457584007913129639935";

/// An honest offer of version 2 with one member changed; null takes it away.
QByteArray offerWith(const char *key, const Json &value)
{
    auto json = samples::offerTwo();
    json[key] = value;
    return samples::text(json);
}

QByteArray offerWithExtra(const char *key, const Json &value)
{
    auto json = samples::offerTwo();
    json["extra"][key] = value;
    return samples::text(json);
}

deal::AuthorizeTransfer transferOf(const deal::Offer &offer)
{
    return std::get<deal::AuthorizeTransfer>(offer.instruction.value());
}

} // namespace

class tst_X402Offer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void becomesAnInstruction();
    void versionOneBecomesAnInstruction();
    void payableVariants_data();
    void payableVariants();
    void holdsTheValidity_data();
    void holdsTheValidity();
    void namesTheObstacle_data();
    void namesTheObstacle();
    void comparesTerms_data();
    void comparesTerms();
};

void tst_X402Offer::becomesAnInstruction()
{
    const auto raw = samples::text(samples::offerTwo());
    const auto offer = x402::readOffer(raw, 3, Version::Two);
    QVERIFY(!offer.obstacle);
    QCOMPARE(offer.index, 3);
    QCOMPARE(offer.scheme, "exact"_ba);
    QCOMPARE(offer.network.toString(), "eip155:84532"_ba);
    QCOMPARE(offer.flow, deal::Flow::Authorization);
    QCOMPARE(offer.raw, raw);
    QCOMPARE(offer.claimedName, u"USDC"_s);
    QCOMPARE(offer.claimedVersion, u"2"_s);
    const auto transfer = transferOf(offer);
    QCOMPARE(transfer.amount.asset.toString(), "eip155:84532/erc20:" + samples::token);
    QCOMPARE(transfer.amount.units, Uint256(10000));
    QCOMPARE(transfer.payee, samples::payee);
    QCOMPARE(transfer.validity, 60s);
    QCOMPARE(transfer.validAfter, deal::ValidAfter::Zero);
}

void tst_X402Offer::versionOneBecomesAnInstruction()
{
    const auto offer = x402::readOffer(samples::text(samples::offerOne()), 0, Version::One);
    QVERIFY(!offer.obstacle);
    QCOMPARE(offer.network.toString(), "eip155:84532"_ba);
    const auto transfer = transferOf(offer);
    QCOMPARE(transfer.amount.units, Uint256(10000));
    QCOMPARE(transfer.validAfter, deal::ValidAfter::TenMinutesAgo);
}

void tst_X402Offer::payableVariants_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("units");
    QTest::addColumn<deal::Flow>("flow");
    const auto row = [](const char *name, const QByteArray &raw, const QByteArray &units = "10000",
                        deal::Flow flow = deal::Flow::Authorization) {
        QTest::newRow(name) << raw << units << flow;
    };
    row("amount 0", offerWith("amount", "0"), "0");
    row("largest amount", offerWith("amount", largest.toStdString()), largest);
    row("no extra", offerWith("extra", nullptr));
    row("empty extra", offerWith("extra", Json::object()));
    row("extra is a text", offerWith("extra", "x"));
    row("method eip3009", offerWithExtra("assetTransferMethod", "eip3009"));
    row("method null", offerWithExtra("assetTransferMethod", nullptr));
    row("flow authorization", offerWithExtra("paymentFlow", "authorization"));
    row("flow upfront", offerWithExtra("paymentFlow", "upfront"), "10000", deal::Flow::Upfront);
    row("flow escrow", offerWithExtra("paymentFlow", "escrow"), "10000", deal::Flow::Escrow);
    row("lower-case addresses", offerWith("asset", samples::token.toLower().toStdString()));
    row("largest chain id", offerWith("network", "eip155:18446744073709551615"));
}

void tst_X402Offer::payableVariants()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, units);
    QFETCH(deal::Flow, flow);
    const auto offer = x402::readOffer(raw, 0, Version::Two);
    QCOMPARE(offer.obstacle ? offer.obstacle->code : QByteArray(), QByteArray());
    QCOMPARE(transferOf(offer).amount.units.toString().toLatin1(), units);
    QCOMPARE(transferOf(offer).amount.asset.reference, samples::token);
    QCOMPARE(offer.flow, flow);
}

void tst_X402Offer::holdsTheValidity_data()
{
    QTest::addColumn<QByteArray>("seconds");
    QTest::addColumn<int>("held");
    const auto row = [](const char *seconds, int held) {
        QTest::newRow(seconds) << QByteArray(seconds) << held;
    };
    row("0.5", 30);
    row("1", 30);
    row("29", 30);
    row("30", 30);
    row("31", 31);
    row("60.9", 60);
    row("3600", 3600);
    row("3601", 3600);
    row("18446744073709551615", 3600);
    row("1e300", 3600);
}

void tst_X402Offer::holdsTheValidity()
{
    QFETCH(QByteArray, seconds);
    QFETCH(int, held);
    auto raw = samples::text(samples::offerTwo());
    raw.replace(R"("maxTimeoutSeconds":60)", R"("maxTimeoutSeconds":)" + seconds);
    const auto offer = x402::readOffer(raw, 0, Version::Two);
    QCOMPARE(transferOf(offer).validity.count(), held);
}

void tst_X402Offer::namesTheObstacle_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<Error::Kind>("kind");
    using Kind = Error::Kind;
    const auto row = [](const char *name, const QByteArray &raw, const char *code, Kind kind) {
        QTest::newRow(name) << raw << QByteArray(code) << kind;
    };
    row("scheme upto without a facilitator", offerWith("scheme", "upto"), "x402.no_facilitator",
        Kind::Malformed);
    row("scheme batch-settlement", offerWith("scheme", "batch-settlement"),
        "x402.scheme_unsupported", Kind::Unsupported);
    row("scheme Exact", offerWith("scheme", "Exact"), "x402.scheme_unsupported", Kind::Unsupported);
    row("scheme missing", offerWith("scheme", nullptr), "x402.no_scheme", Kind::Malformed);
    row("scheme empty", offerWith("scheme", ""), "x402.no_scheme", Kind::Malformed);
    row("scheme is a list", offerWith("scheme", {"exact"}), "x402.scheme_unsupported",
        Kind::Malformed);
    row("Solana", offerWith("network", "solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1"), "x402.network",
        Kind::Unsupported);
    row("chain id is a word", offerWith("network", "eip155:base"), "x402.network",
        Kind::Unsupported);
    row("chain id with a zero", offerWith("network", "eip155:08453"), "x402.network",
        Kind::Unsupported);
    row("chain id too large", offerWith("network", "eip155:18446744073709551616"), "x402.network",
        Kind::Unsupported);
    row("network of version 1", offerWith("network", "base"), "x402.network_id", Kind::Malformed);
    row("network is a number", offerWith("network", 8453), "x402.network_id", Kind::Malformed);
    row("network missing", offerWith("network", nullptr), "x402.no_network", Kind::Malformed);
    row("flow unknown", offerWithExtra("paymentFlow", "later"), "x402.payment_flow",
        Kind::Unsupported);
    row("flow is a number", offerWithExtra("paymentFlow", 1), "x402.payment_flow",
        Kind::Unsupported);
    row("ERC-7710", offerWithExtra("assetTransferMethod", "erc7710"), "x402.erc7710",
        Kind::Unsupported);
    row("method unknown", offerWithExtra("assetTransferMethod", "x"), "x402.transfer_method",
        Kind::Unsupported);
    row("method is a list", offerWithExtra("assetTransferMethod", Json::array()),
        "x402.transfer_method", Kind::Unsupported);
    row("asset missing", offerWith("asset", nullptr), "x402.no_asset", Kind::Malformed);
    row("asset too short", offerWith("asset", "0x036CbD"), "x402.asset", Kind::Malformed);
    row("asset with a wrong checksum",
        offerWith("asset", "0x036cbD53842c5426634e7929541eC2318f3dCF7e"), "x402.asset_checksum",
        Kind::Malformed);
    row("payee missing", offerWith("payTo", nullptr), "x402.no_payee", Kind::Malformed);
    row("payee is a name", offerWith("payTo", "vitalik.eth"), "x402.payee", Kind::Malformed);
    row("payee with a wrong checksum",
        offerWith("payTo", "0x209693bc6afc0C5328bA36FaF03C514EF312287C"), "x402.payee_checksum",
        Kind::Malformed);
    row("payee with a space", offerWith("payTo", " 0x209693Bc6afc0C5328bA36FaF03C514EF312287C"),
        "x402.payee", Kind::Malformed);
    row("payee is zero", offerWith("payTo", "0x" + std::string(40, '0')), "x402.payee_zero",
        Kind::Refused);
    row("payee is the token", offerWith("payTo", samples::token.toStdString()),
        "x402.payee_is_token", Kind::Refused);
    row("payee is the token in other letters",
        offerWith("payTo", samples::token.toLower().toStdString()), "x402.payee_is_token",
        Kind::Refused);
    row("amount missing", offerWith("amount", nullptr), "x402.no_amount", Kind::Malformed);
    row("amount empty", offerWith("amount", ""), "x402.no_amount", Kind::Malformed);
    row("amount is a number", offerWith("amount", 10000), "x402.amount", Kind::Malformed);
    for (const char *amount :
         {"+1", "-1", " 1", "1 ", "01", "00", "1e3", "1.0", "0x10", "1_000", "1,000", "١"})
        row(QByteArray("amount '"_ba + amount + "'").constData(), offerWith("amount", amount),
            "x402.amount", Kind::Malformed);
    row("amount 2^256",
        offerWith("amount",
                  "115792089237316195423570985008687907853269984665640564039457584007913129639936"),
        "x402.amount_too_large", Kind::OutOfRange);
    row("timeout missing", offerWith("maxTimeoutSeconds", nullptr), "x402.timeout",
        Kind::Malformed);
    row("timeout is a text", offerWith("maxTimeoutSeconds", "60"), "x402.timeout", Kind::Malformed);
    row("timeout 0", offerWith("maxTimeoutSeconds", 0), "x402.timeout", Kind::Malformed);
    row("timeout below 0", offerWith("maxTimeoutSeconds", -60), "x402.timeout", Kind::Malformed);
}

void tst_X402Offer::namesTheObstacle()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, code);
    QFETCH(Error::Kind, kind);
    const auto offer = x402::readOffer(raw, 0, Version::Two);
    QVERIFY(!offer.instruction);
    QCOMPARE(offer.obstacle.value().code, code);
    QCOMPARE(offer.obstacle->kind, kind);
    QCOMPARE(offer.raw, raw);
    const QString sentence = errorText(*offer.obstacle);
    QVERIFY2(!sentence.contains(u'…') && !sentence.contains(u"Something went wrong"),
             qPrintable(sentence));
}

void tst_X402Offer::comparesTerms_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<bool>("same");
    const auto row = [](const char *name, const QByteArray &raw, bool same) {
        QTest::newRow(name) << raw << same;
    };
    row("itself", samples::text(samples::offerTwo()), true);
    row("other letters", offerWith("payTo", samples::payee.toLower().toStdString()), true);
    row("more in extra", offerWithExtra("hint", "x"), true);
    row("price", offerWith("amount", "10001"), false);
    row("payee", offerWith("payTo", "0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1"), false);
    row("network", offerWith("network", "eip155:8453"), false);
    row("token", offerWith("asset", "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"), false);
    row("validity", offerWith("maxTimeoutSeconds", 61), false);
    row("flow", offerWithExtra("paymentFlow", "upfront"), false);
    row("token name", offerWithExtra("name", "USD Coin"), false);
    row("not payable", offerWith("scheme", "deferred"), false);
    row("by a permit", offerWithExtra("assetTransferMethod", "permit2"), false);
}

void tst_X402Offer::comparesTerms()
{
    QFETCH(QByteArray, raw);
    QFETCH(bool, same);
    const auto ours = x402::readOffer(samples::text(samples::offerTwo()), 0, Version::Two);
    QCOMPARE(x402::sameTerms(ours, x402::readOffer(raw, 5, Version::Two)), same);
}

QTEST_GUILESS_MAIN(tst_X402Offer)
#include "tst_x402offer.moc"
