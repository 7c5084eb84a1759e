// SPDX-License-Identifier: MIT
#include "tests/ledger/commits.h"
#include "tests/payments/limitedhouse.h"

using namespace tuppence;
using namespace tuppence::tests;
using deal::Limit;
using ledger::Outcome;

class tst_PaidByLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_house = std::make_unique<LimitedHouse>(); }

    void paysWithoutAskingInsideALimit();
    void writesThreeTimesUntilTheAnswerIsThere();
    void asksForTheFirstPaymentToASite();
    void asksAboveALimitAndSaysByHowMuch();
    void refusesWhereTheLimitSaysSo();
    void neverPaysAnUnpairedProgramWithoutAsking();
    void manyAtOnceNeverPassALimit();
    void theOwnersWordCountsForWalletAndPayeeOnly();
    void moneyThatIsDeadMayBeSpentAgain();
    void aRestartForgetsNothing();
    void aClockOfTheSellerThatIsFarOffAsks();
    void aNewestBlockThatIsFarOffAsks();

private:
    std::unique_ptr<LimitedHouse> m_house;
};

void tst_PaidByLimits::paysWithoutAskingInsideALimit()
{
    m_house->payOnceByHand();
    m_house->set(daily(site, 2));
    for (int i = 0; i < 2; ++i) {
        const auto listener = m_house->pay();
        QCOMPARE(outcomeOf(*listener), Outcome::Paid);
        const auto payment = value(m_house->ledger->payment(listener->report->payment->id));
        QVERIFY(payment.approvedBy == deal::Approval::By::Limit);
    }
    QVERIFY(m_house->purse.approvals.last().by == deal::Approval::By::Limit);
    const auto third = m_house->pay();
    QCOMPARE(m_house->warnings(), QByteArrayList {"limit.day"});
}

/// Set aside; signed and sent; answered. Each waits for the disk.
void tst_PaidByLimits::writesThreeTimesUntilTheAnswerIsThere()
{
    m_house->chain.nextFate = {deal::Fate::Kind::Unseen, {}, std::nullopt, 0, {}};
    m_house->payOnceByHand();
    m_house->set(daily(site, 2));
    const int before = commitsInLog(m_house->ledgerPath());
    QVERIFY(before > 0);
    const auto listener = m_house->pay("key");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
    QCOMPARE(commitsInLog(m_house->ledgerPath()), before + 3);
}

void tst_PaidByLimits::asksForTheFirstPaymentToASite()
{
    m_house->set(daily(site, 100));
    const auto listener = m_house->pay();
    QCOMPARE(m_house->warnings(), QByteArrayList {"warning.first_payment"});
    QVERIFY(m_house->purse.approvals.isEmpty());
}

void tst_PaidByLimits::asksAboveALimitAndSaysByHowMuch()
{
    m_house->payOnceByHand();
    Limit limit = daily(site, 100);
    limit.perPayment = deal::Cap {deal::Dollars {}, cents(1).units.dividedBy(4).value()};
    m_house->set(limit);
    const auto listener = m_house->pay();
    const auto warning = m_house->waiting().warnings.first();
    QCOMPARE(warning.code, "limit.per_payment");
    QCOMPARE(warning.data[u"over"].toString(), u"$0.0075"_s);
    QCOMPARE(m_house->approve(), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

void tst_PaidByLimits::refusesWhereTheLimitSaysSo()
{
    m_house->payOnceByHand();
    Limit limit = daily(wallet, 1); // the first one counts already
    limit.above = Limit::Above::Refuse;
    m_house->set(limit);
    const auto signatures = m_house->purse.approvals.size();
    const auto listener = m_house->pay();
    QCOMPARE(outcomeOf(*listener), Outcome::Refused);
    QCOMPARE(listener->report->error->code, "limit.day");
    QCOMPARE(listener->report->payment->stage, ledger::Stage::Refused);
    QCOMPARE(m_house->purse.approvals.size(), signatures);
}

void tst_PaidByLimits::neverPaysAnUnpairedProgramWithoutAsking()
{
    m_house->payOnceByHand();
    m_house->set(daily(site, 100));
    m_house->isPaired = false;
    const auto listener = m_house->pay();
    QVERIFY(m_house->warnings().isEmpty());
    QCOMPARE(m_house->approve(), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

void tst_PaidByLimits::manyAtOnceNeverPassALimit()
{
    m_house->payOnceByHand();
    m_house->set(daily(site, 7));
    std::vector<std::unique_ptr<fakes::RecordingListener>> listeners;
    for (int i = 0; i < 20; ++i)
        listeners.push_back(m_house->pay());
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
    m_house->payOnceByHand();
    m_house->set(daily(site, 1));
    const auto byLimit = m_house->pay();
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

void tst_PaidByLimits::moneyThatIsDeadMayBeSpentAgain()
{
    m_house->payOnceByHand();
    m_house->set(daily(site, 1));
    const auto listener = m_house->pay();
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
    QCOMPARE(
        codeOf(m_house->ledger->recordDead(listener->report->payment->id, m_house->clock.now())),
        "");
    const auto again = m_house->pay();
    QCOMPARE(outcomeOf(*again), Outcome::Paid);
}

void tst_PaidByLimits::aRestartForgetsNothing()
{
    m_house->payOnceByHand();
    m_house->set(daily(site, 2));
    for (int i = 0; i < 2; ++i) {
        const auto listener = m_house->pay();
        QCOMPARE(outcomeOf(*listener), Outcome::Paid);
        m_house->restart();
    }
    const auto third = m_house->pay();
    QCOMPARE(m_house->warnings(), QByteArrayList {"limit.day"});
}

void tst_PaidByLimits::aClockOfTheSellerThatIsFarOffAsks()
{
    m_house->payOnceByHand();
    m_house->set(daily(site, 100));
    auto answer = challenge();
    answer.headers.add("Date", "Sat, 21 Nov 2099 18:00:00 GMT");
    m_house->http.answer = [answer](const net::Request &) { return Result<net::Response>(answer); };
    const auto listener = m_house->pay();
    QCOMPARE(m_house->warnings(), QByteArrayList {"warning.clock"});
}

void tst_PaidByLimits::aNewestBlockThatIsFarOffAsks()
{
    m_house->payOnceByHand();
    m_house->set(daily(site, 100));
    m_house->chain.blockAhead = std::chrono::seconds(61);
    const auto listener = m_house->pay();
    QCOMPARE(m_house->warnings(), QByteArrayList {"warning.block_clock"});
    QCOMPARE(m_house->approve(), "");
    QCOMPARE(outcomeOf(*listener), Outcome::Paid);
}

QTEST_GUILESS_MAIN(tst_PaidByLimits)
#include "tst_paidbylimits.moc"
