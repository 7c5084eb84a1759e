// SPDX-License-Identifier: MIT
#include "core/ledger/outcome.h"

#include <QTest>

using namespace tuppence::ledger;

Q_DECLARE_METATYPE(tuppence::ledger::Stage)
Q_DECLARE_METATYPE(tuppence::ledger::MoneyKind)
Q_DECLARE_METATYPE(tuppence::ledger::AnswerKind)

/// The table of trust.md, "Stages and outcomes", row by row.
class tst_Outcome : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isToldAsTheTableSays_data();
    void isToldAsTheTableSays();
    void hasExitCodeAndStatus_data();
    void hasExitCodeAndStatus();
};

void tst_Outcome::isToldAsTheTableSays_data()
{
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<MoneyKind>("money");
    QTest::addColumn<AnswerKind>("answer");
    QTest::addColumn<QByteArray>("status");

    using S = Stage;
    using M = MoneyKind;
    using A = AnswerKind;
    const auto row = [](const char *name, S stage, M money, A answer, const char *status) {
        QTest::newRow(name) << stage << money << answer << QByteArray(status);
    };
    row("asked", S::Asked, M::None, A::None, "pending");
    row("reserved", S::Reserved, M::None, A::None, "pending");
    row("declined", S::Declined, M::None, A::None, "refused");
    row("refused", S::Refused, M::None, A::None, "refused");
    row("lapsed", S::Lapsed, M::None, A::None, "expired");
    row("released", S::Released, M::None, A::None, "failed");
    row("signed", S::Signed, M::Open, A::Waiting, "unknown");
    row("sent", S::Sent, M::Open, A::Waiting, "unknown");
    row("sent, settled, answer on its way", S::Sent, M::Settled, A::Waiting, "unknown");
    row("sent, dead, answer on its way", S::Sent, M::Dead, A::Waiting, "unknown");
    row("delivered, open", S::Sent, M::Open, A::Delivered, "paid");
    row("delivered, settled", S::Closed, M::Settled, A::Delivered, "paid");
    row("delivered, dead", S::Closed, M::Dead, A::Delivered, "delivered_without_payment");
    row("withheld, open", S::Sent, M::Open, A::Withheld, "unknown");
    row("withheld, settled", S::Closed, M::Settled, A::Withheld, "paid_not_delivered");
    row("withheld, dead", S::Closed, M::Dead, A::Withheld, "failed");
    row("lost, open", S::Sent, M::Open, A::Lost, "unknown");
    row("lost, settled", S::Closed, M::Settled, A::Lost, "paid_not_delivered");
    row("lost, dead", S::Closed, M::Dead, A::Lost, "failed");
}

void tst_Outcome::isToldAsTheTableSays()
{
    QFETCH(Stage, stage);
    QFETCH(MoneyKind, money);
    QFETCH(AnswerKind, answer);
    QFETCH(QByteArray, status);

    Payment payment;
    payment.stage = stage;
    payment.money.kind = money;
    payment.answer.kind = answer;
    QCOMPARE(nameOf(outcome(payment)), status);
}

void tst_Outcome::hasExitCodeAndStatus_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("exit");

    const auto row = [](const char *status, Outcome outcome, int exit) {
        QTest::newRow(status) << int(outcome) << exit;
    };
    row("paid", Outcome::Paid, 0);
    row("free", Outcome::Free, 0);
    row("delivered_without_payment", Outcome::DeliveredWithoutPayment, 0);
    row("refused", Outcome::Refused, 10);
    row("pending", Outcome::Pending, 11);
    row("expired", Outcome::Expired, 12);
    row("failed", Outcome::Failed, 12);
    row("paid_not_delivered", Outcome::PaidNotDelivered, 13);
    row("locked", Outcome::Locked, 14);
    row("unknown", Outcome::Unknown, 15);
    row("no_wallet", Outcome::NoWallet, 16);
}

void tst_Outcome::hasExitCodeAndStatus()
{
    QFETCH(int, outcome);
    QFETCH(int, exit);
    QCOMPARE(nameOf(Outcome(outcome)), QByteArray(QTest::currentDataTag()));
    QCOMPARE(exitCode(Outcome(outcome)), exit);
}

QTEST_GUILESS_MAIN(tst_Outcome)
#include "tst_outcome.moc"
