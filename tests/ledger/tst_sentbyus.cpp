// SPDX-License-Identifier: MIT
#include "core/ledger/outcome.h"
#include "tests/ledger/ways.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::ledger;
using namespace tuppence::ledger::samples;

namespace {

/// A transaction of our own: no time ends it.
SignedPayment transactionOf(const QByteArray &payment)
{
    auto made = proofOf(payment);
    made.proof.deadAfter.reset();
    made.openUntil.reset();
    return made;
}

} // namespace

/// Proofs that are public, and go on proving after the money is settled.
class tst_SentByUs : public QObject
{
    Q_OBJECT

    std::unique_ptr<House> m_house;

    Ledger &ledger() { return *m_house->ledger; }

    /// Sent, and in a final block where it moved `moved` units.
    NewPayment settled(const Uint256 &moved, const char *id = "p_1")
    {
        const NewPayment asked = payment(id, "pay_one");
        if (!wait(ledger().ask(asked)) || !wait(reserved(ledger(), reservation(asked)))
            || !wait(ledger().writeSending(transactionOf(asked.id)))
            || !wait(ledger().recordSettled(asked.id, {moved, "0xfinal", Uint256(450)}, at(50))))
            qFatal("not settled");
        return asked;
    }

    Payment stands(const NewPayment &asked) { return wait(ledger().payment(asked.id)).value(); }

    Result<Done> answer(const NewPayment &asked, AnswerKind kind, int status)
    {
        return wait(ledger().recordAnswer(asked.id, {kind, status, "code", {}}, at(60)));
    }

private Q_SLOTS:

    void init() { m_house = std::make_unique<House>(); }

    void theProofOutlivesTheMoney()
    {
        const auto asked = settled(10'000);
        QCOMPARE(stands(asked).money.kind, MoneyKind::Settled);
        QVERIFY(!stands(asked).deadAfter && !stands(asked).openUntil);
        QCOMPARE(stands(asked).proof, QByteArray("the-signature"));
        QVERIFY(answer(asked, AnswerKind::Withheld, 409));
        QCOMPARE(outcome(stands(asked)), Outcome::PaidNotDelivered);
        QVERIFY(wait(ledger().writeSentAgain(asked.id, at(70))));
        QVERIFY(answer(asked, AnswerKind::Delivered, 503)); // asks for another try
        QCOMPARE(stands(asked).proof, QByteArray("the-signature"));
        QVERIFY(answer(asked, AnswerKind::Delivered, 200));
        QCOMPARE(stands(asked).stage, Stage::Closed);
        QVERIFY(stands(asked).proof.isEmpty() && stands(asked).exchangeState.isEmpty());
        QVERIFY(!wait(ledger().writeSentAgain(asked.id, at(80))));
    }

    void theFeeIsBookedAsItWas()
    {
        const auto asked = settled(10'000);
        const auto movements = wait(ledger().movementsOf(asked.id)).value();
        QCOMPARE(movements.at(1).kind, Movement::Kind::Fee);
        QCOMPARE(movements.at(1).amount.units, Uint256(450));
        QCOMPARE(movements.at(1).state, Movement::State::Booked);
    }

    void whatMovedNothingIsOverAndMayBeTriedAgain()
    {
        const auto asked = settled(0);
        QVERIFY(answer(asked, AnswerKind::Lost, 0));
        QCOMPARE(stands(asked).stage, Stage::Closed);
        QCOMPARE(outcome(stands(asked)), Outcome::Failed);
        QVERIFY(stands(asked).proof.isEmpty());
        settled(10'000, "p_2"); // for the same purchase
    }

    void whatMovedMoneyIsPaidForOnce()
    {
        settled(10'000);
        const NewPayment second = payment("p_2", "pay_one");
        QVERIFY(wait(ledger().ask(second)));
        const auto again = wait(reserved(ledger(), reservation(second)));
        QCOMPARE(again.error().code, QByteArray("ledger.live_proof"));
    }
};

QTEST_GUILESS_MAIN(tst_SentByUs)
#include "tst_sentbyus.moc"
