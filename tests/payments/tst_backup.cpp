// SPDX-License-Identifier: MIT
#include "core/ledger/connection.h"
#include "tests/payments/backups.h"

using namespace tuppence;
using namespace tuppence::tests;

namespace {

/// All that the ledger has, for comparing.
QByteArray everythingIn(House &house)
{
    QByteArray all;
    for (const auto &payment : value(house.ledger->history(1000, {})).payments)
        all += payment.id + ledger::nameOf(payment.stage) + ledger::nameOf(payment.money.kind);
    for (const auto &row : value(house.ledger->limits(keys().rows)))
        all += row.subject + row.limit + row.spending + char('0' + int(row.isSound));
    for (const auto &client : value(house.ledger->clients()))
        all +=
            client.publicKey + client.name.toUtf8() + char('0' + int(client.revoked.has_value()));
    return all + QByteArray::number(value(house.ledger->sequence()));
}

ledger::Client client(char key, const QString &name)
{
    return {QByteArray(32, key), name, "agent", "1a2b-3c4d-5e6f-7a8b", Time {}, {}};
}

} // namespace

class tst_Backup : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void whatWasUnderWayWithCertainMoneyHasEndedHere()
    {
        House old;
        payByHand(old);
        const auto connection = ledger::Connection::open(old.ledgerPath()).value();
        QVERIFY(connection->execute(
            u"UPDATE payments SET money = 'settled', moved = amount, answer = 'waiting', "
            "proof = NULL, exchange_state = NULL"_s));
        House fresh;
        restore(fresh, backupOf(old));
        const auto payment = value(fresh.ledger->history(1, {})).payments.first();
        QCOMPARE(payment.stage, ledger::Stage::Closed);
        QCOMPARE(payment.answer.kind, ledger::AnswerKind::Lost);
        QVERIFY(value(fresh.ledger->unfinishedPayments()).isEmpty());
    }

    void historyLimitsAndTotalsComeAlong()
    {
        House old;
        payByHand(old);
        set(old, daily(site, 5));
        value(old.ledger->addClient(client('a', u"research"_s)));
        const QByteArray backup = backupOf(old);
        QVERIFY(!backup.contains("api.example.com"));

        House fresh;
        const Restored restored = restore(fresh, backup);
        QCOMPARE(restored.payments, 1);
        QCOMPARE(restored.open, 1);
        QCOMPARE(restored.agents, 1);
        QCOMPARE(restored.limits.size(), 1);
        QVERIFY(limitOf(fresh, site) == daily(site, 5));
        QCOMPARE(totalOf(fresh, {}), Uint256(10'000));
        const auto theirs = value(old.ledger->history(10, {})).payments.first();
        auto mine = value(fresh.ledger->history(10, {})).payments.first();
        QVERIFY(mine.proof.isEmpty() && mine.exchangeState.isEmpty());
        QCOMPARE(mine.handle.id, theirs.handle.id);
        mine.proof = theirs.proof;
        mine.exchangeState = theirs.exchangeState;
        QVERIFY(mine == theirs);
        QVERIFY(value(fresh.ledger->movementsOf(mine.id))
                == value(old.ledger->movementsOf(theirs.id)));
    }

    void theSecondTimeChangesNothing()
    {
        House old;
        payByHand(old);
        set(old, daily(site, 5));
        value(old.ledger->addClient(client('a', u"research"_s)));
        const QByteArray backup = backupOf(old);
        House here;
        payByHand(here);
        set(here, daily(site, 3));
        const Restored once = restore(here, backup);
        QCOMPARE(once.payments, 1);
        const QByteArray before = everythingIn(here);
        const Restored again = restore(here, backup);
        QCOMPARE(again.payments, 0);
        QCOMPARE(again.limits.size(), 0);
        QCOMPARE(again.agents, 0);
        QCOMPARE(everythingIn(here), before);
    }

    /// The totals of the site began here with its limit, those of the wallet and the payee with a
    /// payment of their own: all that is new is counted on top.
    void whatIsNewIsCountedOnTop()
    {
        House old;
        payByHand(old);
        payByHand(old);
        set(old, daily(site, 500));
        const auto byLimit = old.pay();
        QVERIFY_ENDS(byLimit);
        const QByteArray backup = backupOf(old);
        House here;
        payByHand(here);
        set(here, daily(site, 500));
        QCOMPARE(restore(here, backup).payments, 3);
        QCOMPARE(totalOf(here, {}), Uint256(40'000));
        QCOMPARE(totalOf(here, site), Uint256(10'000));
    }

    void limitsBecomeTheStricter()
    {
        House old;
        Limit dear = daily(site, 5);
        dear.perPayment = cents(5000);
        set(old, dear);
        Limit wallet = daily({}, 100);
        wallet.window = Limit::Window::Rolling;
        set(old, wallet);
        House here;
        set(here, daily(site, 7));
        set(here, daily({}, 50));
        const Restored restored = restore(here, backupOf(old));
        QCOMPARE(restored.limits.size(), 2);
        QVERIFY(restored.limits.contains({site.key(), Restored::Change::Stricter}));
        QVERIFY(restored.limits.contains({deal::Subject {}.key(), Restored::Change::Ended}));
        QVERIFY(limitOf(here, site).perDay == cents(5));
        QVERIFY(limitOf(here, site).perPayment == cents(1000)); // above it, prices were asked about
        QVERIFY(limitOf(here, {}).until == here.clock.now());
        QCOMPARE(value(here.ledger->changes("limit " + site.key())).last().who,
                 QByteArray("restore"));
    }

    /// There it made everything ask; here it must not be as if there were none.
    void whatIsNotBelievedGoesOnAsking()
    {
        House old;
        set(old, daily(site, 5));
        value(old.ledger->doubtLimits());
        House here;
        const Restored restored = restore(here, backupOf(old));
        QCOMPARE(restored.doubtful, 1);
        QVERIFY(limitOf(here, site).until == here.clock.now());
        QVERIFY(!limitOf(here, site).perDay);
    }

    void whatWasTakenAwayStaysAway()
    {
        House here;
        set(here, daily(site, 5));
        const QByteArray backup = backupOf(here);
        take(here, site);
        const Restored restored = restore(here, backup);
        QCOMPARE(restored.takenAway, 1);
        QCOMPARE(restored.limits.size(), 0);
        QVERIFY(limitOf(here, site) == Limit {});
    }

    void isKnownAsRestoredAndAsks()
    {
        House old;
        payByHand(old);
        House here;
        QVERIFY(!here.ledger->restored());
        const Restored restored = restore(here, backupOf(old));
        QVERIFY(restored.made == old.clock.now());
        QVERIFY(here.ledger->restored() == here.clock.now());
        here.restart();
        QVERIFY(here.ledger->restored() == here.clock.now());
    }

    void pairingsComeAndAreRevoked()
    {
        House old;
        value(old.ledger->addClient(client('a', u"research"_s)));
        value(old.ledger->addClient(client('b', u"helper"_s)));
        value(old.ledger->revokeClient(QByteArray(32, 'b'), old.clock.now()));
        value(old.ledger->addClient(client('c', u"gone here"_s)));
        House here;
        value(here.ledger->addClient(client('d', u"research"_s)));
        value(here.ledger->addClient(client('b', u"helper"_s)));
        value(here.ledger->addClient(client('c', u"gone here"_s)));
        value(here.ledger->revokeClient(QByteArray(32, 'c'), here.clock.now()));
        const Restored restored = restore(here, backupOf(old));
        QCOMPARE(restored.agents, 1);
        QCOMPARE(restored.revoked, QList<QByteArray> {QByteArray(32, 'b')});
        QCOMPARE(value(here.ledger->pairedClient(QByteArray(32, 'a')))->name, u"research-2"_s);
        QCOMPARE(value(here.ledger->pairedClient(QByteArray(32, 'd')))->name, u"research"_s);
        QVERIFY(!value(here.ledger->pairedClient(QByteArray(32, 'b'))));
        QVERIFY(!value(here.ledger->pairedClient(QByteArray(32, 'c'))));
    }

    void anOpenPaymentIsNeverSentAgain()
    {
        House old;
        old.answerProofs(lost());
        payByHand(old, "order-1");
        const QByteArray backup = backupOf(old);
        House fresh;
        restore(fresh, backup);
        const auto requests = fresh.http.asked.size();
        const auto again = fresh.pay("order-1");
        QVERIFY_ENDS(again);
        QVERIFY(again->report->outcome == ledger::Outcome::Unknown);
        const auto payment = value(fresh.ledger->history(10, {})).payments.first();
        QCOMPARE(again->report->error->code, payment.answer.code);
        QCOMPARE(fresh.http.asked.size(), requests);
        QVERIFY(fresh.purse.approvals.isEmpty());
    }

    void anOpenPaymentIsSettledByTheChain()
    {
        House old;
        old.answerProofs(lost());
        payByHand(old);
        const QByteArray backup = backupOf(old);
        House fresh;
        restore(fresh, backup);
        const auto payment = value(fresh.ledger->history(10, {})).payments.first();
        fresh.chain.nextFate.kind = deal::Fate::Kind::Dead;
        QTRY_VERIFY(value(fresh.ledger->payment(payment.id)).money.kind == ledger::MoneyKind::Dead);
        value(fresh.engine->limits()); // takes back what was not spent
        QCOMPARE(totalOf(fresh, {}), Uint256 {});
    }

    /// What becomes of it is not known yet; it comes whole with a later backup, and counts then.
    void whatWaitedOnTheOtherMachineComesLater()
    {
        House old;
        const auto asking = old.pay();
        QCOMPARE(old.waiting().terms.site, QByteArray("https://api.example.com"));
        House fresh;
        QCOMPARE(restore(fresh, backupOf(old)).payments, 0);
        QVERIFY(value(fresh.ledger->history(10, {})).payments.isEmpty());
        QCOMPARE(old.approve(), QByteArray());
        QVERIFY_ENDS(asking);
        QCOMPARE(restore(fresh, backupOf(old)).payments, 1);
        QVERIFY(value(fresh.ledger->history(10, {})).payments.first().stage == ledger::Stage::Sent);
        QCOMPARE(totalOf(fresh, {}), Uint256(10'000));
    }

    void damageChangesNothing()
    {
        House old;
        for (int i = 0; i < 3; ++i)
            payByHand(old);
        set(old, daily(site, 5));
        const QByteArray backup = backupOf(old);
        House here;
        set(here, daily(site, 7));
        const QByteArray before = everythingIn(here);
        const auto codeOfRestoring = [&](const QByteArray &bytes, quint8 key = 1) {
            auto pending = restoring(here, bytes, key);
            if (!QTest::qWaitFor([&] { return pending.isFinished(); }))
                qFatal("A future did not come");
            return pending.result() ? QByteArray() : pending.result().error().code;
        };
        QByteArray changed = backup;
        changed[backup.size() - 40] = char(changed[backup.size() - 40] ^ 1);
        QCOMPARE(codeOfRestoring(changed), "backup.damaged");
        QCOMPARE(codeOfRestoring(backup.chopped(1)), "backup.damaged");
        QCOMPARE(codeOfRestoring(backup, 2), "backup.other_wallet");
        QCOMPARE(everythingIn(here), before);
        QCOMPARE(codeOfRestoring(backup), "");
    }
};

QTEST_GUILESS_MAIN(tst_Backup)
#include "tst_backup.moc"
