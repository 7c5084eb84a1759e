// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "core/deal/permit2.h"
#include "core/protocols/x402/challenge.h"
#include "core/protocols/x402/offer.h"
#include "tests/protocols/samples.h"

using namespace tuppence;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using x402::Version;

namespace {

/// An honest offer by scheme "upto" with one member of its `extra` changed.
QByteArray uptoWith(const char *key, const Json &value)
{
    auto json = samples::offerTwo();
    json["scheme"] = "upto";
    json["extra"]["facilitatorAddress"] = samples::payee.toLower().toStdString();
    json["extra"][key] = value;
    return samples::text(json);
}

/// An honest offer by scheme "exact" and Permit2.
QByteArray exactOffer()
{
    auto json = samples::offerTwo();
    json["extra"]["assetTransferMethod"] = "permit2";
    return samples::text(json);
}

} // namespace

Q_DECLARE_METATYPE(tuppence::Json)

/// Offers that Permit2 moves the money of.
class tst_X402PermitOffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void becomesAPermit();
    void becomesAPermitWithACeiling_data();
    void becomesAPermitWithACeiling();
    void versionOneKnowsNoPermits();
    void namesTheObstacle_data();
    void namesTheObstacle();
    void isTakenAwayWithoutAnAllowance();
    void notesWhatTheSellerBrings_data();
    void notesWhatTheSellerBrings();
};

void tst_X402PermitOffer::becomesAPermit()
{
    const auto offer = x402::readOffer(exactOffer(), 0, Version::Two);
    QVERIFY(!offer.obstacle);
    const auto permit = std::get<deal::AuthorizePermit2>(offer.instruction.value());
    QCOMPARE(permit.amount.asset.toString(), "eip155:84532/erc20:" + samples::token);
    QCOMPARE(permit.amount.units, Uint256(10000));
    QCOMPARE(permit.payee, samples::payee);
    QCOMPARE(permit.spender, QByteArray(deal::exactProxy));
    QVERIFY(permit.facilitator.isEmpty());
    QVERIFY(permit.witness == deal::AuthorizePermit2::Witness::Payee);
    QCOMPARE(permit.validity, 60s);
}

void tst_X402PermitOffer::becomesAPermitWithACeiling_data()
{
    QTest::addColumn<Json>("method");
    QTest::newRow("absent") << Json();
    QTest::newRow("permit2") << Json("permit2");
}

void tst_X402PermitOffer::becomesAPermitWithACeiling()
{
    QFETCH(Json, method);
    const auto offer = x402::readOffer(uptoWith("assetTransferMethod", method), 0, Version::Two);
    QVERIFY(!offer.obstacle);
    QCOMPARE(offer.scheme, "upto"_ba);
    const auto permit = std::get<deal::AuthorizePermit2>(offer.instruction.value());
    QCOMPARE(permit.spender, QByteArray(deal::uptoProxy));
    QCOMPARE(permit.facilitator, samples::payee);
    QVERIFY(permit.witness == deal::AuthorizePermit2::Witness::PayeeAndFacilitator);
}

void tst_X402PermitOffer::versionOneKnowsNoPermits()
{
    auto json = samples::offerOne();
    json["extra"]["assetTransferMethod"] = "permit2";
    const auto permit = x402::readOffer(samples::text(json), 0, Version::One);
    QCOMPARE(permit.obstacle.value().code, "x402.permit2"_ba);
    json["scheme"] = "upto";
    const auto upto = x402::readOffer(samples::text(json), 0, Version::One);
    QCOMPARE(upto.obstacle.value().code, "x402.scheme_unsupported"_ba);
}

void tst_X402PermitOffer::namesTheObstacle_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const char *key, const Json &value, const char *code) {
        QTest::newRow(name) << uptoWith(key, value) << QByteArray(code);
    };
    row("no facilitator", "facilitatorAddress", nullptr, "x402.no_facilitator");
    row("empty facilitator", "facilitatorAddress", "", "x402.no_facilitator");
    row("facilitator is a list", "facilitatorAddress", Json::array(), "x402.facilitator");
    row("facilitator is a name", "facilitatorAddress", "vitalik.eth", "x402.facilitator");
    row("facilitator with a wrong checksum", "facilitatorAddress",
        "0x209693bc6afc0C5328bA36FaF03C514EF312287C", "x402.facilitator_checksum");
    row("facilitator is nobody", "facilitatorAddress", "0x" + std::string(40, '0'),
        "x402.facilitator_zero");
    row("by authorisation", "assetTransferMethod", "eip3009", "x402.transfer_method");
    row("by delegation", "assetTransferMethod", "erc7710", "x402.erc7710");
}

void tst_X402PermitOffer::namesTheObstacle()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, code);
    const auto offer = x402::readOffer(raw, 0, Version::Two);
    QVERIFY(!offer.instruction);
    QCOMPARE(offer.obstacle.value().code, code);
    QVERIFY(!errorText(*offer.obstacle).contains(QStringLiteral("Something went wrong")));
}

void tst_X402PermitOffer::isTakenAwayWithoutAnAllowance()
{
    deal::Challenge challenge;
    challenge.offers = {x402::readOffer(exactOffer(), 0, Version::Two),
                        x402::readOffer(samples::text(samples::offerTwo()), 1, Version::Two)};
    x402::explainAllowance(challenge);
    QVERIFY(!challenge.offers.first().instruction);
    QCOMPARE(challenge.offers.first().obstacle.value().code, "x402.permit2_allowance_required"_ba);
    QVERIFY(challenge.offers.last().instruction);
}

void tst_X402PermitOffer::notesWhatTheSellerBrings_data()
{
    QTest::addColumn<QByteArray>("extensions");
    QTest::addColumn<bool>("permit");
    QTest::addColumn<bool>("approval");
    QTest::newRow("none") << "null"_ba << false << false;
    QTest::newRow("a permit") << R"({"eip2612GasSponsoring":{"info":{}}})"_ba << true << false;
    QTest::newRow("an approval") << R"({"erc20ApprovalGasSponsoring":{"info":{"a":1}}})"_ba << false
                                 << true;
    QTest::newRow("both")
        << R"({"erc20ApprovalGasSponsoring":{"info":{}},"eip2612GasSponsoring":{"info":{}}})"_ba
        << true << true;
    QTest::newRow("without info") << R"({"eip2612GasSponsoring":{}})"_ba << false << false;
    QTest::newRow("info is null") << R"({"eip2612GasSponsoring":{"info":null}})"_ba << false
                                  << false;
    QTest::newRow("another spelling")
        << R"({"eip2612gassponsoring":{"info":{}}})"_ba << false << false;
    QTest::newRow("a list") << R"(["eip2612GasSponsoring"])"_ba << false << false;
}

void tst_X402PermitOffer::notesWhatTheSellerBrings()
{
    QFETCH(QByteArray, extensions);
    const auto text =
        R"({"x402Version":2,"accepts":[)" + exactOffer() + R"(],"extensions":)" + extensions + '}';
    const auto challenge = x402::readChallenge(text, Version::Two);
    QVERIFY(challenge);
    const auto &offer = challenge->offers.first();
    const auto &permit = std::get<deal::AuthorizePermit2>(*offer.instruction);
    QTEST(permit.takesTokenPermit, "permit");
    QTEST(permit.takesApproval, "approval");
    // What the seller brings is no part of the terms.
    QVERIFY(x402::sameTerms(offer, x402::readOffer(exactOffer(), 0, Version::Two)));
}

QTEST_GUILESS_MAIN(tst_X402PermitOffer)
#include "tst_x402permitoffer.moc"
