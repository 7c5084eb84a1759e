// SPDX-License-Identifier: MIT
#include "core/policy/habits.h"
#include "core/policy/limitcheck.h"
#include "core/policy/limittext.h"
#include "core/policy/stricter.h"
#include "tests/policy/samples.h"

#include <QFloat16> // before rapidcheck, which needs all of it
#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace tuppence::policy;
using namespace std::chrono_literals;
using deal::Cap;
using deal::Limit;
using tests::at;
using tests::cents;
using tests::limitOf;
using tests::registry;

namespace {

const Time now = at("2026-11-21T12:00:00Z");

const std::vector<std::optional<int>> paces {std::nullopt, 0, 1, 3, 20};
const std::vector<std::optional<Time>> ends {std::nullopt, std::nullopt, now - 1h, now + 1h,
                                             now + 48h};
const std::vector<QByteArray> zones {"UTC", "UTC", "UTC", "UTC", "UTC", "UTC", "Europe/Berlin"};

Cap usdcCap(quint64 cents)
{
    return {tests::usdc(), Uint256(cents * 10'000)};
}

rc::Gen<std::optional<Cap>> caps()
{
    const auto one = rc::gen::apply(
        [](quint64 sum, int measure) {
            if (measure == 0)
                return usdcCap(100 * sum);
            if (measure == 1)
                return Cap {deal::Symbol {QStringLiteral("USDC")}, cents(100 * sum).units};
            return cents(100 * sum);
        },
        rc::gen::inRange<quint64>(0, 60), rc::gen::inRange(0, 40));
    const auto none = rc::gen::just(std::optional<Cap>());
    return rc::gen::oneOf(none, none,
                          rc::gen::map(one, [](const Cap &cap) { return std::optional(cap); }));
}

/// Any limit of `subject`, often one that lets something pass.
rc::Gen<Limit> limits(const deal::Subject &subject)
{
    return rc::gen::exec([subject] {
        Limit limit = limitOf(subject);
        for (const NamedCap &named : namedCaps)
            limit.*named.cap = *caps();
        limit.perMinute = *rc::gen::elementOf(paces);
        limit.window = *rc::gen::element(Limit::Window::Calendar, Limit::Window::Calendar,
                                         Limit::Window::Calendar, Limit::Window::Rolling);
        limit.zone = *rc::gen::elementOf(zones);
        limit.until = *rc::gen::elementOf(ends);
        limit.above = *rc::gen::element(Limit::Above::Ask, Limit::Above::Refuse);
        limit.payee = *rc::gen::element(Limit::Payee::AsBefore, Limit::Payee::Any);
        return limit;
    });
}

/// What was spent before, some of it by itself.
Spending spent()
{
    Spending spending;
    Time time = now - std::chrono::hours(*rc::gen::inRange(1, 1000));
    const auto bookings = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4));
    for (const int cents : bookings) {
        moveOn(spending, time, QTimeZone::utc());
        (void)add(spending, tests::paid(100 * quint64(cents)), time).value();
        addUnasked(spending, time);
        time = std::min(now, time + std::chrono::seconds(*rc::gen::inRange(0, 100'000)));
    }
    moveOn(spending, now, QTimeZone::utc());
    return spending;
}

Findings asked(const Limit &limit, const Spending &spending, const Question &question)
{
    Standing standing = tests::standingOf(limit);
    standing.spending = spending;
    return LimitCheck(standing, question, registry(), now).run();
}

/// Whether the price is one for which nobody asks where that limit alone applies.
bool isBelowCeiling(const Limit &limit, const Question &question)
{
    deal::Terms terms;
    terms.asset = question.leaves.first().asset;
    terms.amount = question.leaves.first().units;
    const auto warnings = unusual(terms, question.leaves, {}, {limit}, registry());
    return std::none_of(warnings.begin(), warnings.end(), [](const Error &warning) {
        return warning.code == "warning.price_ceiling";
    });
}

} // namespace

class tst_Stricter : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void letsNothingPassThatEitherWouldNot()
    {
        const auto holds = [] {
            const auto subject = *rc::gen::element(tests::site(), deal::Subject {});
            const Limit mine = *limits(subject);
            const Limit theirs = *limits(subject);
            const Spending spending = spent();
            const Question question = tests::question(tests::paid(*rc::gen::inRange(0, 12) * 100));
            const auto both = stricterOf(mine, theirs, registry(), now);
            const bool passes = asked(both.limit, spending, question).reasons.isEmpty();
            RC_CLASSIFY(passes, "passes");
            RC_CLASSIFY(both.hasEnded, "not comparable");
            if (passes && isBelowCeiling(both.limit, question)) {
                RC_ASSERT(isBelowCeiling(mine, question) && isBelowCeiling(theirs, question));
            }
            if (passes) {
                RC_ASSERT(asked(mine, spending, question).reasons.isEmpty());
                RC_ASSERT(asked(theirs, spending, question).reasons.isEmpty());
                RC_ASSERT(!both.hasEnded);
            }
            RC_ASSERT(both.limit.payee == Limit::Payee::AsBefore
                      || (mine.payee == Limit::Payee::Any && theirs.payee == Limit::Payee::Any));
        };
        QVERIFY(rc::check("the stricter of two limits", holds));
    }

    void theSecondTimeChangesNothing()
    {
        QVERIFY(rc::check("once more", [] {
            const Limit mine = *limits(tests::site());
            const Limit theirs = *limits(tests::site());
            const Limit once = stricterOf(mine, theirs, registry(), now).limit;
            RC_ASSERT(stricterOf(once, theirs, registry(), now + 1h).limit == once);
            RC_ASSERT(stricterOf(mine, mine, registry(), now) == (Stricter {mine, false}));
        }));
    }

    void takesTheLowerOfEach()
    {
        Limit mine = limitOf();
        mine.perDay = cents(100);
        mine.perPayment = cents(5);
        mine.until = now + 10h;
        mine.payee = Limit::Payee::Any;
        Limit theirs = limitOf();
        theirs.perDay = cents(50);
        theirs.perPayment = cents(7);
        theirs.total = cents(1000);
        theirs.perMinute = 3;
        theirs.until = now + 20h;
        theirs.above = Limit::Above::Refuse;
        const auto both = stricterOf(mine, theirs, registry(), now);
        QVERIFY(!both.hasEnded);
        QVERIFY(both.limit.perDay == cents(50));
        QVERIFY(both.limit.perPayment == cents(5));
        QVERIFY(both.limit.total == cents(1000));
        QCOMPARE(both.limit.perMinute, std::optional(3));
        QVERIFY(both.limit.until == now + 10h);
        QVERIFY(both.limit.above == Limit::Above::Refuse);
        QVERIFY(both.limit.payee == Limit::Payee::AsBefore);
    }

    void theCeilingOfTheOtherSideHolds_data()
    {
        QTest::addColumn<Cap>("cap");
        QTest::addColumn<Cap>("lower");
        const AssetId euro {{"eip155", "8453"}, "erc20", "0x" + QByteArray(40, '1')};
        const auto usdcSymbol = [](quint64 hundredths) {
            return Cap {deal::Symbol {QStringLiteral("USDC")}, cents(hundredths).units};
        };
        QTest::newRow("dollars") << cents(5000) << cents(1000);
        QTest::newRow("dollars below it") << cents(900) << cents(900);
        QTest::newRow("a symbol") << usdcSymbol(5000) << usdcSymbol(1000);
        QTest::newRow("a token") << usdcCap(5000) << usdcCap(1000);
        QTest::newRow("no dollars") << Cap {euro, 50'000'000} << Cap {euro, 50'000'000};
    }

    void theCeilingOfTheOtherSideHolds()
    {
        QFETCH(const Cap, cap);
        QFETCH(const Cap, lower);
        Limit mine = limitOf();
        mine.perDay = cents(10'000);
        Limit theirs = mine;
        theirs.perPayment = cap;
        for (const auto &both : {stricterOf(mine, theirs, registry(), now),
                                 stricterOf(theirs, mine, registry(), now)}) {
            QVERIFY(!both.hasEnded);
            QVERIFY(both.limit.perPayment == lower);
        }
        QVERIFY(stricterOf(theirs, theirs, registry(), now).limit.perPayment == cap);
    }

    void aPaceThatIsNotSaidIsTenForASite()
    {
        Limit mine = limitOf();
        mine.total = cents(100);
        Limit theirs = mine;
        theirs.perMinute = 0;
        QCOMPARE(stricterOf(theirs, mine, registry(), now).limit.perMinute, std::optional<int>());
        theirs.perMinute = 20;
        QCOMPARE(stricterOf(mine, theirs, registry(), now).limit.perMinute, std::optional<int>());
        mine.subject = theirs.subject = {};
        QCOMPARE(stricterOf(mine, theirs, registry(), now).limit.perMinute, std::optional(20));
    }

    void whatCannotBeComparedEnds_data()
    {
        QTest::addColumn<QByteArray>("what");
        for (const char *what : {"measure", "window", "zone"})
            QTest::newRow(what) << QByteArray(what);
    }

    void whatCannotBeComparedEnds()
    {
        QFETCH(QByteArray, what);
        Limit mine = limitOf();
        mine.perDay = cents(100);
        Limit theirs = mine;
        if (what == "measure")
            theirs.perDay = usdcCap(100);
        else if (what == "window")
            theirs.window = Limit::Window::Rolling;
        else
            theirs.zone = "Europe/Berlin";
        const auto both = stricterOf(mine, theirs, registry(), now);
        QVERIFY(both.hasEnded);
        QVERIFY(both.limit.perDay == cents(100));
        QVERIFY(both.limit.until == now);
        const auto found = asked(both.limit, {}, tests::question(tests::paid(1)));
        QCOMPARE(found.reasons.first().code, QByteArray("limit.ended"));
    }

    /// A limit without a sum lets nothing pass, whatever the other one says.
    void withoutASumOnOneSideItEnds()
    {
        Limit mine = limitOf();
        mine.perMinute = 5;
        Limit theirs = limitOf();
        theirs.perDay = cents(100);
        QVERIFY(stricterOf(mine, theirs, registry(), now).hasEnded);
        QVERIFY(stricterOf(theirs, mine, registry(), now).hasEnded);
    }

    void windowsOfWhatIsNotOverTimeDoNotMatter()
    {
        Limit mine = limitOf();
        mine.total = cents(100);
        Limit theirs = limitOf();
        theirs.perWeek = cents(10);
        theirs.zone = "Europe/Berlin";
        theirs.window = Limit::Window::Rolling;
        const auto both = stricterOf(mine, theirs, registry(), now);
        QVERIFY(!both.hasEnded);
        QVERIFY(both.limit.window == Limit::Window::Rolling);
        QCOMPARE(both.limit.zone, QByteArray("Europe/Berlin"));
    }
};

QTEST_GUILESS_MAIN(tst_Stricter)
#include "tst_stricter.moc"
