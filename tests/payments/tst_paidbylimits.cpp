// SPDX-License-Identifier: MIT
#include "core/policy/decide.h"
#include "core/policy/limittext.h"
#include "tests/ledger/commits.h"
#include "tests/payments/enginehouse.h"

using namespace tuppence;
using namespace tuppence::tests;
using deal::Limit;
using ledger::Outcome;

namespace {

deal::Cap cents(quint64 number)
{
    return {deal::Dollars {}, Uint256(number).times(10'000'000'000'000'000).value()};
}

const deal::Subject site {deal::Subject::Kind::Site, "https://api.example.com", {}};
const deal::Subject wallet {};

} // namespace

class tst_PaidByLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void paysWithoutAskingInsideALimit();
    void writesThreeTimesUntilTheAnswerIsThere();
    void asksForTheFirstPaymentToASite();
    void asksAboveALimitAndSaysByHowMuch();
    void refusesWhereTheLimitSaysSo();
    void neverPaysAnUnpairedProgramWithoutAsking();
    void manyAtOnceNeverPassALimit();
    void theOwnersWordCountsForWalletAndPayeeOnly();
    void tellsTheOwnerWhatChangedMeanwhile();
    void whatWaitsForTheUnlockingIsThenPaidByTheLimits();
    void approvingUnlocksAndAsksTheLimitsFirst();
    void approvingUnlocksButNotPastALimitThatNobodyRead();
    void approvingIsOfWhatWasReadAlsoWhereTheLimitsSpokeFirst();
    void whatIsTakenBackInTimeIsNotPaid();
    void whatIsUnlockedWhileItIsWrittenDownIsDecided();
    void moneyThatIsDeadMayBeSpentAgain();
    void aRestartForgetsNothing();
    void aClockOfTheSellerThatIsFarOffAsks();
    void aNewestBlockThatIsFarOffAsks();

private:
    Limit daily(const deal::Subject &subject, quint64 sum);
    void set(const Limit &limit);
    void payOnceByHand();
    std::unique_ptr<fakes::RecordingListener> pay();
    Outcome outcomeOf(fakes::RecordingListener &listener);
    QByteArrayList warnings();

    std::unique_ptr<House> m_house;
};

void tst_PaidByLimits::init()
{
    m_house = std::make_unique<House>();
}

Limit tst_PaidByLimits::daily(const deal::Subject &subject, quint64 sum)
{
    Limit limit;
    limit.subject = subject;
    limit.perDay = cents(sum);
    limit.zone = "UTC";
    limit.perMinute = 0;
    return limit;
}

void tst_PaidByLimits::set(const Limit &limit)
{
    const auto key = std::make_shared<const Secret>(m_house->purse.limitsKey().value());
    policy::Spending fresh;
    fresh.began = m_house->clock.now() - std::chrono::seconds {1};
    value(m_house->ledger->setLimit(
        {limit.subject.key(), policy::encode(limit), policy::encode(fresh)},
        {"owner", m_house->clock.now()}, key));
}

std::unique_ptr<fakes::RecordingListener> tst_PaidByLimits::pay()
{
    return m_house->pay();
}

Outcome tst_PaidByLimits::outcomeOf(fakes::RecordingListener &listener)
{
    if (!QTest::qWaitFor([&] { return listener.report.has_value(); }))
        qFatal("No end of a payment");
    return listener.report->outcome;
}

void tst_PaidByLimits::payOnceByHand()
{
    const auto listener = pay();
    QCOMPARE(m_house->approve(), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

QByteArrayList tst_PaidByLimits::warnings()
{
    QByteArrayList codes;
    for (const Error &warning : m_house->waiting().warnings)
        codes.append(warning.code);
    return codes;
}

void tst_PaidByLimits::paysWithoutAskingInsideALimit()
{
    payOnceByHand();
    set(daily(site, 2));
    for (int i = 0; i < 2; ++i) {
        const auto listener = pay();
        QCOMPARE(outcomeOf(*listener), Outcome::Paid);
        const auto payment = value(m_house->ledger->payment(listener->report->payment->id));
        QVERIFY(payment.approvedBy == deal::Approval::By::Limit);
    }
    QVERIFY(m_house->purse.approvals.last().by == deal::Approval::By::Limit);
    const auto third = pay();
    QCOMPARE(warnings(), QByteArrayList {"limit.day"});
}

/// Set aside; signed and sent; answered. Each waits for the disk.
void tst_PaidByLimits::writesThreeTimesUntilTheAnswerIsThere()
{
    m_house->chain.nextFate = {deal::Fate::Kind::Unseen, {}, std::nullopt, 0, {}};
    payOnceByHand();
    set(daily(site, 2));
    const int before = commitsInLog(m_house->ledgerPath());
    QVERIFY(before > 0);
    const auto listener = m_house->pay("key");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
    QCOMPARE(commitsInLog(m_house->ledgerPath()), before + 3);
}

void tst_PaidByLimits::asksForTheFirstPaymentToASite()
{
    set(daily(site, 100));
    const auto listener = pay();
    QCOMPARE(warnings(), QByteArrayList {"warning.first_payment"});
    QVERIFY(m_house->purse.approvals.isEmpty());
}

void tst_PaidByLimits::asksAboveALimitAndSaysByHowMuch()
{
    payOnceByHand();
    Limit limit = daily(site, 100);
    limit.perPayment = deal::Cap {deal::Dollars {}, cents(1).units.dividedBy(4).value()};
    set(limit);
    const auto listener = pay();
    const auto warning = m_house->waiting().warnings.first();
    QCOMPARE(warning.code, "limit.per_payment");
    QCOMPARE(warning.data[u"over"].toString(), u"$0.0075"_s);
    QCOMPARE(m_house->approve(), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

void tst_PaidByLimits::refusesWhereTheLimitSaysSo()
{
    payOnceByHand();
    Limit limit = daily(wallet, 1); // the first one counts already
    limit.above = Limit::Above::Refuse;
    set(limit);
    const auto signatures = m_house->purse.approvals.size();
    const auto listener = pay();
    QCOMPARE(outcomeOf(*listener), Outcome::Refused);
    QCOMPARE(listener->report->error->code, "limit.day");
    QCOMPARE(listener->report->payment->stage, ledger::Stage::Refused);
    QCOMPARE(m_house->purse.approvals.size(), signatures);
}

void tst_PaidByLimits::neverPaysAnUnpairedProgramWithoutAsking()
{
    payOnceByHand();
    set(daily(site, 100));
    m_house->isPaired = false;
    const auto listener = pay();
    QVERIFY(warnings().isEmpty());
    QCOMPARE(m_house->approve(), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

void tst_PaidByLimits::manyAtOnceNeverPassALimit()
{
    payOnceByHand();
    set(daily(site, 7));
    std::vector<std::unique_ptr<fakes::RecordingListener>> listeners;
    for (int i = 0; i < 20; ++i)
        listeners.push_back(pay());
    QTRY_COMPARE(m_house->engine->waiting().size(), 13);
    const auto paid = [&listeners] {
        return std::count_if(listeners.begin(), listeners.end(), [](const auto &listener) {
            return listener->report && listener->report->outcome == Outcome::Paid;
        });
    };
    QTRY_COMPARE(paid(), 7);
    QCOMPARE(m_house->purse.approvals.size(), 8);
}

void tst_PaidByLimits::theOwnersWordCountsForWalletAndPayeeOnly()
{
    payOnceByHand();
    set(daily(site, 1));
    const auto byLimit = pay();
    QCOMPARE(outcomeOf(*byLimit), Outcome::Paid);
    const auto rows = value(m_house->ledger->limits(
        std::make_shared<const Secret>(m_house->purse.limitsKey().value())));
    QMap<QByteArray, Uint256> sums;
    for (const auto &row : rows) {
        const auto spending = policy::decodeSpending(row.spending).value();
        sums.insert(row.subject.split(' ').first(), spending.assets.first().total);
    }
    QCOMPARE(sums["wallet"], Uint256(20'000));
    QCOMPARE(sums["payee"], Uint256(20'000));
    QCOMPARE(sums["site"], Uint256(10'000));
    QCOMPARE(sums["agent"], Uint256(10'000));
    QCOMPARE(sums["asset"], Uint256(10'000));
}

void tst_PaidByLimits::tellsTheOwnerWhatChangedMeanwhile()
{
    payOnceByHand();
    m_house->isPaired = false;
    const auto listener = pay();
    const auto shown = m_house->waiting();
    QVERIFY(shown.warnings.isEmpty());
    set(daily(wallet, 1)); // passed by now
    QCOMPARE(codeOf(m_house->engine->approve(shown.payment, nameOf(shown))),
             "payments.limit_reached");
    QCOMPARE(warnings(), QByteArrayList {"limit.day"});
    QCOMPARE(m_house->approve(), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

void tst_PaidByLimits::whatWaitsForTheUnlockingIsThenPaidByTheLimits()
{
    payOnceByHand();
    set(daily(site, 1));
    m_house->purse.locked = true;
    const auto listener = pay();
    m_house->waiting();
    QCOMPARE(m_house->purse.approvals.size(), 1);
    m_house->purse.locked = false;
    m_house->engine->reconsider();
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

void tst_PaidByLimits::approvingUnlocksAndAsksTheLimitsFirst()
{
    payOnceByHand();
    m_house->purse.locked = true;
    const auto listener = pay();
    const auto shown = m_house->waiting();
    m_house->purse.locked = false;
    m_house->engine->reconsider();
    QCOMPARE(codeOf(m_house->engine->approve(shown.payment, nameOf(shown))), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
    QCOMPARE(m_house->purse.approvals.size(), 2);
}

void tst_PaidByLimits::approvingUnlocksButNotPastALimitThatNobodyRead()
{
    payOnceByHand();
    set(daily(site, 1));
    QCOMPARE(outcomeOf(*pay()), Outcome::Paid); // and that was all of it
    m_house->purse.locked = true;
    const auto listener = pay();
    const auto shown = m_house->waiting();
    m_house->purse.locked = false;
    m_house->engine->reconsider();
    QCOMPARE(codeOf(m_house->engine->approve(shown.payment, nameOf(shown))),
             "payments.limit_reached");
    QVERIFY(!listener->report);
    QCOMPARE(warnings(), QByteArrayList {"limit.day"});
    QCOMPARE(m_house->approve(), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

void tst_PaidByLimits::approvingIsOfWhatWasReadAlsoWhereTheLimitsSpokeFirst()
{
    payOnceByHand();
    set(daily(site, 1));
    QCOMPARE(outcomeOf(*pay()), Outcome::Paid); // and that was all of it
    m_house->purse.locked = true;
    const auto listener = pay();
    const auto shown = m_house->waiting();
    m_house->purse.locked = false;
    m_house->engine->reconsider();
    QCOMPARE(warnings(), QByteArrayList {"limit.day"});
    QCOMPARE(codeOf(m_house->engine->approve(shown.payment, nameOf(shown))),
             "payments.limit_reached");
    QVERIFY(!listener->report);
    QCOMPARE(m_house->approve(), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

void tst_PaidByLimits::whatIsTakenBackInTimeIsNotPaid()
{
    payOnceByHand();
    set(daily(site, 2));
    std::unique_ptr<fakes::RecordingListener> listener;
    m_house->whileChecking = [&] {
        m_house->engine->withdraw(listener->purchase, "1a2b-3c4d-5e6f-7a8b");
    };
    listener = pay();
    QCOMPARE(outcomeOf(*listener), Outcome::Expired);
    QCOMPARE(listener->report->error->code, "payments.withdrawn");
    QCOMPARE(m_house->purse.approvals.size(), 1);
}

void tst_PaidByLimits::whatIsUnlockedWhileItIsWrittenDownIsDecided()
{
    payOnceByHand();
    set(daily(site, 2));
    m_house->purse.locked = true;
    m_house->beforeNoting = [this] {
        QTimer::singleShot(0, m_house->engine.get(), [this] { m_house->purse.locked = false; });
    };
    const auto listener = pay();
    QVERIFY(QTest::qWaitFor([&] { return !m_house->purse.locked; }));
    m_house->engine->reconsider();
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

void tst_PaidByLimits::moneyThatIsDeadMayBeSpentAgain()
{
    payOnceByHand();
    set(daily(site, 1));
    const auto listener = pay();
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
    QCOMPARE(
        codeOf(m_house->ledger->recordDead(listener->report->payment->id, m_house->clock.now())),
        "");
    const auto again = pay();
    QCOMPARE(outcomeOf(*again), Outcome::Paid);
}

void tst_PaidByLimits::aRestartForgetsNothing()
{
    payOnceByHand();
    set(daily(site, 2));
    for (int i = 0; i < 2; ++i) {
        const auto listener = pay();
        QCOMPARE(outcomeOf(*listener), Outcome::Paid);
        m_house->restart();
    }
    const auto third = pay();
    QCOMPARE(warnings(), QByteArrayList {"limit.day"});
}

void tst_PaidByLimits::aClockOfTheSellerThatIsFarOffAsks()
{
    payOnceByHand();
    set(daily(site, 100));
    auto answer = challenge();
    answer.headers.add("Date", "Sat, 21 Nov 2099 18:00:00 GMT");
    m_house->http.answer = [answer](const net::Request &) { return Result<net::Response>(answer); };
    const auto listener = pay();
    QCOMPARE(warnings(), QByteArrayList {"warning.clock"});
}

void tst_PaidByLimits::aNewestBlockThatIsFarOffAsks()
{
    payOnceByHand();
    set(daily(site, 100));
    m_house->chain.blockAhead = std::chrono::seconds(61);
    const auto listener = pay();
    QCOMPARE(warnings(), QByteArrayList {"warning.block_clock"});
    QCOMPARE(m_house->approve(), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

QTEST_GUILESS_MAIN(tst_PaidByLimits)
#include "tst_paidbylimits.moc"
