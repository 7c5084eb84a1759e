// SPDX-License-Identifier: MIT
#include "tests/payments/enginehouse.h"

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::tests;
using ledger::Outcome;

namespace {

/// One purchase up to the end of its first try, to which the seller says `answer`.
std::unique_ptr<fakes::RecordingListener> payFirst(House &house,
                                                   const Result<net::Response> &answer)
{
    house.answerProofs(answer);
    auto first = house.pay("order-1");
    if (!house.approve().isEmpty() || !QTest::qWaitFor([&] { return first->report.has_value(); }))
        qFatal("The first try did not end");
    return first;
}

/// Asked again, the seller answers, to the same proof as before.
void expectSameProof(House &house)
{
    house.answerProofs(paidAnswer());
    const auto second = house.pay("order-1");
    QVERIFY_ENDS(second);
    QCOMPARE(second->report->outcome, Outcome::Paid);
    QCOMPARE(second->body, QByteArray("sunny"));
    QCOMPARE(house.http.asked.size(), 3);
    QCOMPARE(house.http.asked.at(2), house.http.asked.at(1));
    QCOMPARE(house.purse.approvals.size(), 1);
}

} // namespace

class tst_AskedAgain : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void oneKeyIsOnePurchase()
    {
        House house;
        const auto first = house.pay("order-1");
        const auto request = house.waiting();
        const auto second = house.pay("order-1");
        QVERIFY_ENDS(first);
        QCOMPARE(first->report->error->code, QByteArray("purchase.joined_elsewhere"));
        QCOMPARE(house.waiting().payment, request.payment);
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(second);
        QCOMPARE(second->body, QByteArray("sunny"));
        QCOMPARE(house.purse.approvals.size(), 1);

        const auto third = house.pay("order-1");
        QVERIFY_ENDS(third);
        QCOMPARE(third->report->outcome, Outcome::Paid);
        QCOMPARE(third->body, QByteArray("sunny"));
        QCOMPARE(house.http.asked.size(), 2);
    }

    void oneKeyIsOneRequest()
    {
        House house;
        const auto first = house.pay("order-1");
        house.waiting();
        house.body = "other";
        const auto second = house.pay("order-1");
        QVERIFY_ENDS(second);
        QCOMPARE(second->report->error->code, QByteArray("purchase.other_request"));
        QVERIFY(!first->report);
    }

    void twoPurchasesAreTwoPayments()
    {
        House house;
        for (int i = 0; i < 2; ++i) {
            const auto listener = house.pay();
            QCOMPARE(house.approve(), QByteArray());
            QVERIFY_ENDS(listener);
            QCOMPARE(listener->report->outcome, Outcome::Paid);
        }
        QCOMPARE(house.purse.approvals.size(), 2);
    }

    void sendsTheSameProofAfterALostAnswer()
    {
        House house;
        const auto first = payFirst(house, lost());
        QCOMPARE(first->report->outcome, Outcome::Unknown);
        QVERIFY(first->report->payment->openUntil);
        expectSameProof(house);
    }

    void sendsTheSameProofAfterARefusal()
    {
        House house;
        house.chain.nextFate = {deal::Fate::Kind::Unseen, {}, std::nullopt, 0, {}};
        const auto first = payFirst(house, challenge());
        QCOMPARE(first->report->payment->answer.kind, ledger::AnswerKind::Withheld);
        expectSameProof(house);
    }

    void sendsTheSameProofAfterARestart()
    {
        House house;
        const auto first = payFirst(house, lost());
        house.restart();
        expectSameProof(house);
    }

    void sendsTheSameProofAfterAnErrorOfTheSellersOwn()
    {
        House house;
        const auto first = payFirst(house, net::Response {503, {}, "later", {}});
        QCOMPARE(first->body, QByteArray("later"));
        expectSameProof(house);

        const auto third =
            house.pay("order-1"); // that was the answer: from now on it is the kept one
        QVERIFY_ENDS(third);
        QCOMPARE(third->body, QByteArray("sunny"));
        QCOMPARE(house.http.asked.size(), 3);
    }

    void leavesAnAnswerToWhomItFlows()
    {
        House house;
        const auto first = house.pay("order-1");
        first->taken = 2;
        QCOMPARE(house.approve(), QByteArray());
        QTRY_COMPARE(first->body, QByteArray("su"));
        const auto second = house.pay("order-1");
        QVERIFY_ENDS(second);
        QCOMPARE(second->report->error->code, QByteArray("purchase.answering_elsewhere"));
        QVERIFY(!first->report);
        first->taken = 100;
        Q_EMIT first->roomGrew();
        QVERIFY_ENDS(first);
        QCOMPARE(first->report->outcome, Outcome::Paid);
        QCOMPARE(first->body, QByteArray("sunny"));
    }

    void withdrawsWhatIsBeingWrittenDown()
    {
        House house;
        std::unique_ptr<fakes::RecordingListener> listener;
        house.beforeNoting = [&] {
            house.engine->withdraw(listener->purchase, "1a2b-3c4d-5e6f-7a8b");
        };
        listener = house.pay("order-1");
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Expired);
        QCOMPARE(listener->report->payment->stage, ledger::Stage::Lapsed);
        QVERIFY(house.engine->waiting().isEmpty());
        QVERIFY(house.engine->isIdle());

        house.beforeNoting = nullptr;
        const auto again = house.pay("order-1");
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(again);
        QCOMPARE(again->report->outcome, Outcome::Paid);
    }

    void notesWhatACrashLeftUnanswered()
    {
        House house;
        house.answerProofs(lost());
        const auto first = house.pay("order-1");
        // Between the first byte and the answer: the listener hears nothing any more.
        QCOMPARE(house.approve(), QByteArray());
        house.restart();
        house.chain.nextFate = {deal::Fate::Kind::Final, "0xbb", Uint256(10000), 0, {}};
        QTRY_VERIFY_WITH_TIMEOUT(house.engine->isIdle(), 10000);
        const auto second = house.pay("order-1");
        QVERIFY_ENDS(second);
        QCOMPARE(second->report->outcome, Outcome::PaidNotDelivered);
        QCOMPARE(second->report->payment->stage, ledger::Stage::Closed);
        QVERIFY(!second->report->error->code.isEmpty());
        QCOMPARE(house.http.asked.size(), 2);
    }

    void paysNothingTwiceWhenThePriceChangesAfterwards()
    {
        House house;
        QByteArray dearer = terms;
        dearer.replace("10000", "20000");
        house.answerProofs(net::Response {402, {{"PAYMENT-REQUIRED", toBase64(dearer)}}, "{}", {}});
        const auto listener = house.pay("order-1");
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(listener);
        QCOMPARE(listener->report->outcome, Outcome::Unknown);
        QCOMPARE(listener->report->error->code, QByteArray("payments.terms_changed"));
        const auto again = house.pay("order-1");
        QVERIFY_ENDS(again);
        QCOMPARE(again->report->outcome, Outcome::Unknown);
        QVERIFY(house.engine->waiting().isEmpty());
        QCOMPARE(house.purse.approvals.size(), 1);
    }

    void asksAnewOnceTheOldProofIsDead()
    {
        House house;
        house.chain.nextFate = {deal::Fate::Kind::Dead, {}, {}, 0, {}};
        house.answerProofs(net::Response {402, {}, {}, {}});
        const auto first = house.pay("order-1");
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(first);
        QCOMPARE(first->report->outcome, Outcome::Failed);
        house.chain.nextFate = {deal::Fate::Kind::Unseen, {}, {}, 0, {}};
        house.answerProofs(paidAnswer());
        const auto second = house.pay("order-1");
        QCOMPARE(house.approve(), QByteArray());
        QVERIFY_ENDS(second);
        QCOMPARE(second->report->outcome, Outcome::Paid);
        QCOMPARE(house.purse.approvals.size(), 2);
    }

    void aLostListenerLosesNothing()
    {
        House house;
        auto listener = house.pay("order-1");
        house.waiting();
        listener.reset();
        QCOMPARE(house.approve(), QByteArray());
        QTRY_VERIFY(house.http.asked.size() == 2);
        QTRY_COMPARE(value(house.ledger->openPayments()).first().answer.kind,
                     ledger::AnswerKind::Delivered);
        const auto again = house.pay("order-1");
        QVERIFY_ENDS(again);
        QCOMPARE(again->body, QByteArray("sunny"));
        QCOMPARE(house.http.asked.size(), 2);
    }

    void keepsAsOpenWhatACrashLeft()
    {
        House house;
        const auto listener = house.pay("order-1");
        house.waiting();
        house.restart(); // while the owner was asked
        QVERIFY(house.engine->waiting().isEmpty());
        QVERIFY(house.engine->isIdle());
        const auto page = value(house.ledger->history(10, {}));
        QCOMPARE(page.payments.first().stage, ledger::Stage::Lapsed);
        QCOMPARE(page.payments.first().code, QByteArray("payments.interrupted"));
    }
};

QTEST_GUILESS_MAIN(tst_AskedAgain)
#include "tst_askedagain.moc"
