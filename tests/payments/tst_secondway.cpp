// SPDX-License-Identifier: MIT
#include "core/ledger/outcome.h"
#include "tests/payments/enginehouse.h"

#include <QObject>

using namespace tuppence;
using namespace tuppence::tests;

namespace {

/// The same goods for 100, 200 and 300 units.
net::Response threeOffers()
{
    QByteArrayList offers;
    for (const char *units : {"100", "200", "300"})
        offers.append(QByteArray(R"({"scheme":"exact","network":"eip155:84532","amount":")") + units
                      + R"(","asset":"0x036CbD53842c5426634e7929541eC2318f3dCF7e",)"
                        R"("payTo":"0x209693Bc6afc0C5328bA36FaF03C514EF312287C",)"
                        R"("maxTimeoutSeconds":60,"extra":{"name":"USDC","version":"2"}})");
    const QByteArray terms =
        R"({"x402Version":2,"resource":{"url":"https://api.example.com/weather"},"accepts":[)"
        + offers.join(',') + "]}";
    return {402, {{"PAYMENT-REQUIRED", toBase64(terms)}}, "{}", {}};
}

Error why(const QByteArray &code, Error::Kind kind = Error::Kind::Refused)
{
    return {kind, code, {}, {}};
}

/// Whose chain cannot carry out what costs fewer units than `units`: each for a reason of its own.
struct Hindered
{
    explicit Hindered(quint64 units, Error::Kind kind = Error::Kind::Refused)
    {
        house.http.answer = [](const net::Request &request) {
            return isPaid(request) ? paidAnswer() : threeOffers();
        };
        house.chain.obstacle =
            [units, kind](const deal::Instruction &instruction) -> std::optional<Error> {
            const auto amount = std::get<deal::AuthorizeTransfer>(instruction).amount.units;
            if (amount >= Uint256(units))
                return std::nullopt;
            return why("test.no_way_for_" + amount.toString().toLatin1(), kind);
        };
    }

    House house;
};

} // namespace

class tst_SecondWay : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void theBestOfferIsTakenWhereNothingHinders()
    {
        Hindered scene(0);
        const auto listener = scene.house.pay();
        QCOMPARE(scene.house.waiting().terms.amount, Uint256(100));
    }

    void theNextOneIsTakenWhereItCannotBeCarriedOut()
    {
        Hindered scene(150);
        const auto listener = scene.house.pay();
        QCOMPARE(scene.house.waiting().terms.amount, Uint256(200));
        QCOMPARE(scene.house.approve(), QByteArray());
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, ledger::Outcome::Paid);
        QCOMPARE(scene.house.purse.approvals.size(), 1);
        QCOMPARE(listener->report->payment->terms.amount, Uint256(200));
    }

    void whereNoneCanBeCarriedOutTheFirstReasonIsSaid()
    {
        Hindered scene(1000);
        const auto listener = scene.house.pay();
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, ledger::Outcome::Refused);
        QCOMPARE(listener->report->error->code, QByteArray("test.no_way_for_100"));
        QVERIFY(scene.house.engine->waiting().isEmpty());
        QCOMPARE(scene.house.purse.approvals.size(), 0);
    }

    void whoCannotBeAskedHasNotRefused()
    {
        Hindered scene(1000, Error::Kind::Network);
        const auto listener = scene.house.pay();
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, ledger::Outcome::Failed);
    }

    void aDearerWayIsNotTakenAboveWhatTheOrderAllows()
    {
        Hindered scene(150);
        const auto listener = scene.house.pay({}, u"0.00015 USDC"_s);
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, ledger::Outcome::Refused);
        QCOMPARE(listener->report->error->code, QByteArray("test.no_way_for_100"));
    }
};

QTEST_GUILESS_MAIN(tst_SecondWay)
#include "tst_secondway.moc"
