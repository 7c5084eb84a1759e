// SPDX-License-Identifier: MIT
#include "tests/payments/limitedhouse.h"

using namespace tuppence;
using namespace tuppence::tests;
using ledger::Outcome;

/// What changes between asking and paying: a limit, the lock, the mind of who asked.
class tst_LimitsMeanwhile : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_house = std::make_unique<LimitedHouse>(); }

    void tellsTheOwnerWhatChangedMeanwhile();
    void whatWaitsForTheUnlockingIsThenPaidByTheLimits();
    void approvingUnlocksAndAsksTheLimitsFirst();
    void approvingUnlocksButNotPastALimitThatNobodyRead();
    void approvingIsOfWhatWasReadAlsoWhereTheLimitsSpokeFirst();
    void whatIsTakenBackInTimeIsNotPaid();
    void whatIsUnlockedWhileItIsWrittenDownIsDecided();

private:
    std::unique_ptr<LimitedHouse> m_house;
};

void tst_LimitsMeanwhile::tellsTheOwnerWhatChangedMeanwhile()
{
    m_house->payOnceByHand();
    m_house->isPaired = false;
    const auto listener = m_house->pay();
    const auto shown = m_house->waiting();
    QVERIFY(shown.warnings.isEmpty());
    m_house->set(daily(wallet, 1)); // passed by now
    QCOMPARE(codeOf(m_house->engine->approve(shown.payment, nameOf(shown))),
             "payments.limit_reached");
    QCOMPARE(m_house->warnings(), QByteArrayList {"limit.day"});
    QCOMPARE(m_house->approve(), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

void tst_LimitsMeanwhile::whatWaitsForTheUnlockingIsThenPaidByTheLimits()
{
    m_house->payOnceByHand();
    m_house->set(daily(site, 1));
    m_house->purse.locked = true;
    const auto listener = m_house->pay();
    m_house->waiting();
    QCOMPARE(m_house->purse.approvals.size(), 1);
    m_house->purse.locked = false;
    m_house->engine->reconsider();
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

void tst_LimitsMeanwhile::approvingUnlocksAndAsksTheLimitsFirst()
{
    m_house->payOnceByHand();
    m_house->purse.locked = true;
    const auto listener = m_house->pay();
    const auto shown = m_house->waiting();
    m_house->purse.locked = false;
    m_house->engine->reconsider();
    QCOMPARE(codeOf(m_house->engine->approve(shown.payment, nameOf(shown))), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
    QCOMPARE(m_house->purse.approvals.size(), 2);
}

void tst_LimitsMeanwhile::approvingUnlocksButNotPastALimitThatNobodyRead()
{
    m_house->payOnceByHand();
    m_house->set(daily(site, 1));
    QCOMPARE(outcomeOf(*m_house->pay()), Outcome::Paid); // and that was all of it
    m_house->purse.locked = true;
    const auto listener = m_house->pay();
    const auto shown = m_house->waiting();
    m_house->purse.locked = false;
    m_house->engine->reconsider();
    QCOMPARE(codeOf(m_house->engine->approve(shown.payment, nameOf(shown))),
             "payments.limit_reached");
    QVERIFY(!listener->report);
    QCOMPARE(m_house->warnings(), QByteArrayList {"limit.day"});
    QCOMPARE(m_house->approve(), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

void tst_LimitsMeanwhile::approvingIsOfWhatWasReadAlsoWhereTheLimitsSpokeFirst()
{
    m_house->payOnceByHand();
    m_house->set(daily(site, 1));
    QCOMPARE(outcomeOf(*m_house->pay()), Outcome::Paid); // and that was all of it
    m_house->purse.locked = true;
    const auto listener = m_house->pay();
    const auto shown = m_house->waiting();
    m_house->purse.locked = false;
    m_house->engine->reconsider();
    QCOMPARE(m_house->warnings(), QByteArrayList {"limit.day"});
    QCOMPARE(codeOf(m_house->engine->approve(shown.payment, nameOf(shown))),
             "payments.limit_reached");
    QVERIFY(!listener->report);
    QCOMPARE(m_house->approve(), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

void tst_LimitsMeanwhile::whatIsTakenBackInTimeIsNotPaid()
{
    m_house->payOnceByHand();
    m_house->set(daily(site, 2));
    std::unique_ptr<fakes::RecordingListener> listener;
    m_house->whileChecking = [&] {
        m_house->engine->withdraw(listener->purchase, "1a2b-3c4d-5e6f-7a8b");
    };
    listener = m_house->pay();
    QCOMPARE(outcomeOf(*listener), Outcome::Expired);
    QCOMPARE(listener->report->error->code, "payments.withdrawn");
    QCOMPARE(m_house->purse.approvals.size(), 1);
}

void tst_LimitsMeanwhile::whatIsUnlockedWhileItIsWrittenDownIsDecided()
{
    m_house->payOnceByHand();
    m_house->set(daily(site, 2));
    m_house->purse.locked = true;
    m_house->beforeNoting = [this] {
        QTimer::singleShot(0, m_house->engine.get(), [this] { m_house->purse.locked = false; });
    };
    const auto listener = m_house->pay();
    QVERIFY(QTest::qWaitFor([&] { return !m_house->purse.locked; }));
    m_house->engine->reconsider();
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

QTEST_GUILESS_MAIN(tst_LimitsMeanwhile)
#include "tst_limitsmeanwhile.moc"
