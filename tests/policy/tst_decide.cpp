// SPDX-License-Identifier: MIT
#include "core/policy/calendar.h"
#include "core/policy/habits.h"
#include "tests/policy/samples.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::policy;
using namespace std::chrono_literals;
using deal::Limit;
using deal::Verdict;
using tests::at;
using tests::cents;
using tests::limitOf;
using tests::paid;
using tests::question;
using tests::registry;
using tests::standingOf;

namespace {

const Time now = at("2026-11-21T12:00:00Z");

QByteArrayList codes(const Verdict &verdict)
{
    QByteArrayList codes;
    for (const Error &reason : verdict.reasons)
        codes.append(reason.code);
    return codes;
}

Limit daily(quint64 sum)
{
    Limit limit = limitOf();
    limit.perDay = cents(sum);
    return limit;
}

Standing spentBefore(Standing standing, quint64 sum)
{
    moveOn(standing.spending, now, QTimeZone("UTC"));
    (void)add(standing.spending, paid(sum), now).value();
    return standing;
}

} // namespace

class tst_Decide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksWithoutLimits();
    void allowsUpToTheLastUnit();
    void namesEveryCapThatIsPassed();
    void refusesWhereTheOwnerSaidSo();
    void everyLimitMustPass();
    void aWarningAsksWhateverTheLimit();
    void anUnpairedProgramAlwaysAsks();
    void anUnreadableLimitAsks();
    void anEndedLimitAsks();
    void whatACapDoesNotCountAsks();
    void aFeeThatIsNotCountedHidesNoLimit();
    void namesTheCoinThatWasPaidBefore();
    void aLimitWithoutASumAllowsNothing();
    void tenAMinuteForASiteUnlessSaid();
    void feesCountToo();
    void tellsAtFourFifthsAndAtTheEnd();
    void theOwnerMayApproveWhatTheyWereTold();
};

void tst_Decide::asksWithoutLimits()
{
    const Verdict verdict = decide(question(paid(1)), {}, registry(), now);
    QCOMPARE(verdict.kind, Verdict::Kind::Ask);
    QCOMPARE(codes(verdict), QByteArrayList {"limit.none"});
}

void tst_Decide::allowsUpToTheLastUnit()
{
    const Standing standing = spentBefore(standingOf(daily(100)), 60);
    QCOMPARE(decide(question(paid(40)), {standing}, registry(), now).kind, Verdict::Kind::Allow);
    AssetAmount more = paid(40);
    more.units = more.units.plus(1).value();
    const Verdict verdict = decide(question(more), {standing}, registry(), now);
    QCOMPARE(verdict.kind, Verdict::Kind::Ask);
    QCOMPARE(codes(verdict), QByteArrayList {"limit.day"});
    QCOMPARE(verdict.reasons.first().data[u"over"].toString(), QStringLiteral("$0.000001"));
}

void tst_Decide::namesEveryCapThatIsPassed()
{
    Limit limit = limitOf();
    limit.perPayment = limit.perDay = limit.perWeek = limit.perMonth = limit.total = cents(1);
    const Verdict verdict = decide(question(paid(2)), {standingOf(limit)}, registry(), now);
    QCOMPARE(codes(verdict),
             (QByteArrayList {"limit.per_payment", "limit.day", "limit.week", "limit.month",
                              "limit.total"}));
}

void tst_Decide::refusesWhereTheOwnerSaidSo()
{
    Limit limit = daily(100);
    limit.above = Limit::Above::Refuse;
    QCOMPARE(decide(question(paid(100)), {standingOf(limit)}, registry(), now).kind,
             Verdict::Kind::Allow);
    QCOMPARE(decide(question(paid(101)), {standingOf(limit)}, registry(), now).kind,
             Verdict::Kind::Refuse);
}

void tst_Decide::everyLimitMustPass()
{
    Limit wallet = limitOf({});
    wallet.perMonth = cents(10);
    const Verdict verdict =
        decide(question(paid(11)), {standingOf(daily(100)), standingOf(wallet)}, registry(), now);
    QCOMPARE(codes(verdict), QByteArrayList {"limit.month"});
}

void tst_Decide::aWarningAsksWhateverTheLimit()
{
    Question asked = question(paid(1));
    asked.warnings.append({Error::Kind::Refused, "warning.plain_http", {}, {}});
    const Verdict verdict = decide(asked, {standingOf(daily(100))}, registry(), now);
    QCOMPARE(verdict.kind, Verdict::Kind::Ask);
    QCOMPARE(codes(verdict), QByteArrayList {"warning.plain_http"});
}

void tst_Decide::anUnpairedProgramAlwaysAsks()
{
    Question asked = question(paid(1));
    asked.isPaired = false;
    QCOMPARE(codes(decide(asked, {standingOf(daily(100))}, registry(), now)),
             QByteArrayList {"limit.unpaired"});
}

void tst_Decide::anUnreadableLimitAsks()
{
    Standing unsound = standingOf(limitOf({}));
    unsound.isSound = false;
    const Verdict verdict =
        decide(question(paid(1)), {standingOf(daily(100)), unsound}, registry(), now);
    QCOMPARE(verdict.kind, Verdict::Kind::Ask);
    QCOMPARE(codes(verdict), QByteArrayList {"limit.unreadable"});
}

void tst_Decide::anEndedLimitAsks()
{
    Limit limit = daily(100);
    limit.until = endOf(QDate(2026, 11, 21), QTimeZone("UTC"));
    const auto codesAt = [&](Time time) {
        return codes(decide(question(paid(1)), {standingOf(limit)}, registry(), time));
    };
    QCOMPARE(codesAt(*limit.until - 1s), QByteArrayList {});
    QCOMPARE(codesAt(*limit.until), QByteArrayList {"limit.ended"});
}

void tst_Decide::whatACapDoesNotCountAsks()
{
    const AssetAmount coin {registry().network(tests::usdc().network)->coin->id, 1};
    QCOMPARE(codes(decide(question(coin), {standingOf(daily(100))}, registry(), now)),
             QByteArrayList {"limit.not_counted"});
}

void tst_Decide::aFeeThatIsNotCountedHidesNoLimit()
{
    Limit limit = daily(100);
    limit.above = Limit::Above::Refuse;
    const auto decided = [&](quint64 sum) {
        Question asked = question(paid(sum));
        asked.leaves.append({registry().network(tests::usdc().network)->coin->id, 1});
        return decide(asked, {standingOf(limit)}, registry(), now);
    };
    QCOMPARE(decided(100).kind, Verdict::Kind::Ask);
    QCOMPARE(codes(decided(100)), QByteArrayList {"limit.not_counted"});
    QCOMPARE(decided(101).kind, Verdict::Kind::Refuse);
    QCOMPARE(codes(decided(101)), (QByteArrayList {"limit.day", "limit.not_counted"}));
    limit.above = Limit::Above::Ask;
    QVERIFY(!mayApprove(decided(101), decided(100).reasons));
}

void tst_Decide::namesTheCoinThatWasPaidBefore()
{
    deal::Terms terms;
    terms.network = tests::usdc().network;
    terms.asset = tests::usdc();
    terms.site = "https://shop.example";
    terms.payee = "0x1";
    const Habits habits {terms.payee, registry().network(terms.network)->coin->id, {}};
    const auto warnings = unusual(terms, {paid(1)}, habits, {}, registry());
    QCOMPARE(warnings.first().code, QByteArray("warning.asset_changed"));
    QCOMPARE(warnings.first().data[u"before"].toString(), QStringLiteral("ETH"));
}

void tst_Decide::aLimitWithoutASumAllowsNothing()
{
    Limit limit = limitOf();
    limit.perMinute = 5;
    QCOMPARE(codes(decide(question(paid(1)), {standingOf(limit)}, registry(), now)),
             QByteArrayList {"limit.none"});
}

void tst_Decide::tenAMinuteForASiteUnlessSaid()
{
    Standing standing = standingOf(daily(1000));
    const auto isAllowed = [&] {
        return decide(question(paid(1)), {standing}, registry(), now).kind == Verdict::Kind::Allow;
    };
    for (int i = 0; i < usualPerMinute; ++i) {
        QVERIFY(isAllowed());
        addUnasked(standing.spending, now);
    }
    QVERIFY(!isAllowed());
    standing.limit->perMinute = 0;
    QVERIFY(isAllowed());
    standing.limit->perMinute = 2;
    QVERIFY(!isAllowed());
}

void tst_Decide::feesCountToo()
{
    Question asked = question(paid(60));
    asked.leaves.append(paid(60));
    QCOMPARE(codes(decide(asked, {standingOf(daily(100))}, registry(), now)),
             QByteArrayList {"limit.day"});
}

void tst_Decide::tellsAtFourFifthsAndAtTheEnd()
{
    const auto noticesAfter = [](quint64 before, quint64 sum) {
        const Standing standing = spentBefore(standingOf(daily(100)), before);
        QByteArrayList codes;
        for (const Error &notice : decide(question(paid(sum)), {standing}, registry(), now).notices)
            codes.append(notice.code);
        return codes;
    };
    QCOMPARE(noticesAfter(0, 79), QByteArrayList {});
    QCOMPARE(noticesAfter(79, 1), QByteArrayList {"limit.nearly_spent"});
    QCOMPARE(noticesAfter(80, 1), QByteArrayList {});
    QCOMPARE(noticesAfter(99, 1), QByteArrayList {"limit.spent"});
    QCOMPARE(noticesAfter(0, 100), QByteArrayList {"limit.spent"});
}

void tst_Decide::theOwnerMayApproveWhatTheyWereTold()
{
    const Verdict shown = decide(question(paid(101)), {standingOf(daily(100))}, registry(), now);
    QVERIFY(mayApprove(shown, shown.reasons));
    QVERIFY(!mayApprove(shown, {}));
    Limit refusing = daily(100);
    refusing.above = Limit::Above::Refuse;
    const Verdict refused = decide(question(paid(101)), {standingOf(refusing)}, registry(), now);
    QVERIFY(!mayApprove(refused, refused.reasons));
    const Verdict none = decide(question(paid(1)), {}, registry(), now);
    QVERIFY(mayApprove(none, {}));
    Verdict warned = none;
    warned.reasons.append({Error::Kind::Refused, "warning.first_payment", {}, {}});
    QVERIFY(mayApprove(warned, {}));
    Standing unsound = standingOf(daily(100));
    unsound.isSound = false;
    const Verdict doubtful = decide(question(paid(1)), {unsound}, registry(), now);
    QVERIFY(!mayApprove(doubtful, {}));
    QVERIFY(mayApprove(doubtful, doubtful.reasons));
    warned.reasons.append({Error::Kind::Refused, "warning.payee_changed", {}, {}});
    QVERIFY(!mayApprove(warned, none.reasons));
    QVERIFY(mayApprove(warned, warned.reasons));
}

QTEST_GUILESS_MAIN(tst_Decide)
#include "tst_decide.moc"
