// SPDX-License-Identifier: MIT
#include "core/ledger/outcome.h"
#include "tests/payments/enginehouse.h"

#include <QObject>

using namespace tuppence;
using namespace tuppence::tests;
using deal::Fate;
using payments::Report;
using payments::Waiting;

namespace {

const QByteArray friendly = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";

payments::Transfer transfer()
{
    return {
        {AssetId::parse("eip155:84532/erc20:0x036CbD53842c5426634e7929541eC2318f3dCF7e").value(),
         10'000},
        friendly,
        "0011",
        u"you"_s,
        {}};
}

QByteArrayList codesOf(const QList<Error> &errors)
{
    QByteArrayList codes;
    for (const Error &error : errors)
        codes.append(error.code);
    return codes;
}

QByteArray failureOf(Pending<Waiting> pending)
{
    if (!QTest::qWaitFor([&] { return pending.isFinished(); }))
        qFatal("A future did not come");
    const auto result = pending.result();
    return result ? QByteArray() : result.error().code;
}

/// A transfer that is on its way and in no block.
struct Stuck
{
    Stuck()
    {
        const Waiting waiting = value(house.engine->send(transfer()));
        payment = waiting.payment;
        ended = house.engine->ended(payment);
        if (!codeOf(house.engine->approve(payment, nameOf(waiting))).isEmpty())
            qFatal("It was not approved");
        if (!QTest::qWaitFor([this] { return house.chain.submitted.size() == 1; }))
            qFatal("It was not sent");
    }

    /// The payment that cancels it, on its way too.
    QByteArray cancel()
    {
        const Waiting waiting = value(house.engine->cancel(payment));
        if (!codeOf(house.engine->approve(waiting.payment, nameOf(waiting))).isEmpty())
            qFatal("It was not approved");
        return waiting.payment;
    }

    House house;
    QByteArray payment;
    Pending<Report> ended;
};

} // namespace

class tst_Cancellations : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void showsWhichPaymentAndWhatItCosts()
    {
        Stuck stuck;
        const Waiting waiting = value(stuck.house.engine->cancel(stuck.payment));
        QVERIFY(waiting.terms.amount.isZero());
        QCOMPARE(waiting.terms.method, QByteArray("CANCEL"));
        QCOMPARE(waiting.terms.url.toString(), u"payment:"_s + QString::fromLatin1(stuck.payment));
        QCOMPARE(waiting.terms.highestFee, Uint256(1000));
        QCOMPARE(codesOf(waiting.warnings), QByteArrayList()); // nobody gets anything
        QCOMPARE(stuck.house.purse.approvals.size(), 1);
    }

    void takesTheNumberOfWhatIsStuckAndDoesNotWaitForIt()
    {
        Stuck stuck;
        stuck.cancel();
        QTRY_COMPARE(stuck.house.chain.submitted.size(), 2);
        QCOMPARE(stuck.house.purse.approvals.size(), 2);
    }

    void isDoneOnceItIsInABlockAndCostsItsFee()
    {
        Stuck stuck;
        House &house = stuck.house;
        const QByteArray cancellation = stuck.cancel();
        const auto done = house.engine->ended(cancellation);
        house.chain.nextFate = {Fate::Kind::Final, "0xcc", std::nullopt, 0, {}, Uint256(700)};
        const Report report = value(done);
        QCOMPARE(report.outcome, ledger::Outcome::Paid);
        QVERIFY(!report.error);
        const auto movements = value(house.ledger->movementsOf(cancellation));
        QVERIFY(movements.at(0).amount.units.isZero());
        QCOMPARE(movements.at(1).amount.units, Uint256(700));
        QTRY_VERIFY(house.engine->isIdle());
    }

    void oneThatFailsInABlockSaysSo()
    {
        Stuck stuck;
        const auto done = stuck.house.engine->ended(stuck.cancel());
        stuck.house.chain.nextFate = {Fate::Kind::Final, "0xcc", Uint256(), 0, {}, Uint256(700)};
        const Report report = value(done);
        QCOMPARE(report.outcome, ledger::Outcome::Failed);
        QCOMPARE(report.error->code, QByteArray("payments.transaction_failed"));
    }

    void whatIsCancelledIsNotGivenToTheNetworkAgain()
    {
        Stuck stuck;
        stuck.cancel();
        House &house = stuck.house;
        const QByteArray first = house.chain.submitted.first();
        QTRY_VERIFY_WITH_TIMEOUT(house.chain.submitted.size() >= 4, 60'000);
        QCOMPARE(house.chain.submitted.count(first), 1);
        QCOMPARE(house.purse.approvals.size(), 2);
    }

    void onlyOneIsUnderWayForAPayment()
    {
        Stuck stuck;
        const QByteArray first = value(stuck.house.engine->cancel(stuck.payment)).payment;
        QCOMPARE(failureOf(stuck.house.engine->cancel(stuck.payment)),
                 QByteArray("payments.cancelled_already"));
        QCOMPARE(codeOf(stuck.house.engine->refuse(first, {})), QByteArray());
        stuck.cancel();
        QCOMPARE(failureOf(stuck.house.engine->cancel(stuck.payment)),
                 QByteArray("payments.cancelled_already"));
    }

    void onlyWhatMayStillMoveIsCancelled()
    {
        Stuck stuck;
        House &house = stuck.house;
        QCOMPARE(failureOf(house.engine->cancel("p_unknown")), QByteArray("payments.not_live"));
        const Waiting other = value(house.engine->send(transfer()));
        QCOMPARE(failureOf(house.engine->cancel(other.payment)), QByteArray("payments.not_live"));
        house.chain.nextFate = {Fate::Kind::Final, "0xaa", Uint256(10'000), 0, {}, Uint256(700)};
        value(stuck.ended);
        QTRY_COMPARE(value(house.ledger->payment(stuck.payment)).stage, ledger::Stage::Closed);
        QCOMPARE(failureOf(house.engine->cancel(stuck.payment)), QByteArray("payments.not_live"));
    }

    void aStartTakesItUp()
    {
        Stuck stuck;
        House &house = stuck.house;
        const QByteArray cancellation = stuck.cancel();
        QTRY_COMPARE(house.chain.submitted.size(), 2);
        house.restart();
        QTRY_VERIFY(house.chain.submitted.size() > 2);
        house.chain.nextFate = {Fate::Kind::Final, "0xcc", std::nullopt, 0, {}, Uint256(700)};
        QTRY_VERIFY(house.engine->isIdle());
        QCOMPARE(ledger::outcome(value(house.ledger->payment(cancellation))),
                 ledger::Outcome::Paid);
        QCOMPARE(house.purse.approvals.size(), 2);
    }
};

QTEST_GUILESS_MAIN(tst_Cancellations)
#include "tst_cancellations.moc"
