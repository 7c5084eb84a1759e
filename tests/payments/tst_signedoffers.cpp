// SPDX-License-Identifier: MIT
#include "core/base/json.h"
#include "tests/payments/limitedhouse.h"

#include <QFile>

using namespace tuppence;
using namespace tuppence::tests;
using ledger::Outcome;

namespace {

Json vector(const char *name)
{
    QFile file(QStringLiteral(TUPPENCE_VECTORS "/x402-extension-vectors.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no vectors");
    return (*parseJson(file.readAll()))[name];
}

} // namespace

/// What a seller signs of its offer, beside limits that would pay it without asking.
class tst_SignedOffers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aRightOneIsPaidWithoutAsking();
    void oneThatNobodyHereCanCheckIsPaidLikeOneWithout();
    void aWrongOneAsks_data();
    void aWrongOneAsks();

private:
    void sell(const Json &payload, const Json &signature);

    std::unique_ptr<LimitedHouse> m_house;
};

/// The payee of the official vectors was paid by hand once, and may be paid 5 cents a day.
void tst_SignedOffers::init()
{
    m_house = std::make_unique<LimitedHouse>();
    m_house->clock.time = Time {std::chrono::seconds {1'700'000'000}};
    m_house->purse.address = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
    const Json offer = vector("offer");
    sell(offer["payload"], offer["signature"]);
    m_house->payOnceByHand();
    m_house->set(daily(site, 5));
}

void tst_SignedOffers::sell(const Json &payload, const Json &signature)
{
    auto json = *parseJson(terms);
    json["accepts"][0]["payTo"] = vector("offer")["payload"]["payTo"];
    json["extensions"]["offer-receipt"]["info"]["offers"] =
        Json::array({{{"format", "eip712"}, {"payload", payload}, {"signature", signature}}});
    const net::Response asks {
        402, {{"PAYMENT-REQUIRED", toBase64(QByteArray::fromStdString(json.dump()))}}, "{}", {}};
    m_house->http.answer = [asks](const net::Request &request) {
        return Result<net::Response>(isPaid(request) ? paidAnswer() : asks);
    };
}

void tst_SignedOffers::aRightOneIsPaidWithoutAsking()
{
    QCOMPARE(outcomeOf(*m_house->pay()), Outcome::Paid);
}

void tst_SignedOffers::oneThatNobodyHereCanCheckIsPaidLikeOneWithout()
{
    sell(vector("offer")["payload"], "0x" + std::string(200, '0'));
    QCOMPARE(outcomeOf(*m_house->pay()), Outcome::Paid);
}

void tst_SignedOffers::aWrongOneAsks_data()
{
    QTest::addColumn<QByteArray>("warning");
    for (const char *warning :
         {"warning.offer_unmatched", "warning.offer_not_payees", "warning.offer_ended"})
        QTest::newRow(warning) << QByteArray(warning);
}

void tst_SignedOffers::aWrongOneAsks()
{
    QFETCH(QByteArray, warning);
    Json payload = vector("offer")["payload"];
    Json signature = vector("offer")["signature"];
    if (warning == "warning.offer_unmatched")
        payload["amount"] = "9999";
    if (warning == "warning.offer_not_payees")
        signature = vector("receipt")["signature"];
    if (warning == "warning.offer_ended")
        m_house->clock.time = Time {std::chrono::seconds {1'700'000'301}};
    sell(payload, signature);
    const auto listener = m_house->pay();
    QCOMPARE(m_house->warnings(), QByteArrayList {warning});
    QCOMPARE(m_house->purse.approvals.size(), 1); // of the payment by hand
    QCOMPARE(m_house->approve(), ""); // the owner may
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

QTEST_GUILESS_MAIN(tst_SignedOffers)
#include "tst_signedoffers.moc"
