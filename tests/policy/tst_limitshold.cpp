// SPDX-License-Identifier: MIT
#include "core/policy/calendar.h"
#include "tests/policy/samples.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <numeric>

using namespace tuppence;
using namespace tuppence::policy;
using namespace std::chrono_literals;
using deal::Limit;
using deal::Verdict;
using tests::at;
using tests::cents;
using tests::registry;

namespace {

/// A payment that was allowed.
struct Booking
{
    Time at;
    quint64 cents;
};

using Bookings = std::vector<Booking>;

const std::vector<QByteArray> zones {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata",
                                     "Pacific/Apia"};

/// What happens next to a wallet: somebody asks, after the clock went on or jumped.
struct Event
{
    qint64 seconds; ///< that the clock moves, also back
    quint64 cents;
    bool restarts; ///< the totals are read back from the disk first
};

rc::Gen<Event> events()
{
    const auto jump = rc::gen::weightedOneOf<qint64>({
        {6, rc::gen::inRange<qint64>(0, 40)},
        {12, rc::gen::inRange<qint64>(0, 20'000)},
        {2, rc::gen::inRange<qint64>(-200'000, 300'000)},
        {1, rc::gen::inRange<qint64>(-4'000'000, 5'000'000)},
    });
    return rc::gen::apply(
        [](qint64 seconds, quint64 cents, bool restarts) {
            return Event {seconds, cents, restarts};
        },
        jump, rc::gen::inRange<quint64>(0, 40), rc::gen::arbitrary<bool>());
}

/// A subject with its limit, which is asked about one payment after the other.
class Keeper
{
public:
    explicit Keeper(const Limit &limit)
        : m_standing(tests::standingOf(limit))
    {
    }

    void meet(const Event &event)
    {
        m_clock += std::chrono::seconds(event.seconds);
        if (event.restarts)
            m_standing.spending = decodeSpending(encode(m_standing.spending)).value();
        const Time now = std::max(m_clock, m_standing.spending.newest);
        moveOn(m_standing.spending, now, QTimeZone(m_standing.limit->zone));
        const auto verdict =
            decide(tests::question(tests::paid(event.cents)), {m_standing}, registry(), now);
        if (verdict.kind != Verdict::Kind::Allow)
            return;
        (void)add(m_standing.spending, tests::paid(event.cents), now).value();
        addUnasked(m_standing.spending, now);
        m_bookings.push_back({now, event.cents});
    }

    void setZone(const QByteArray &zone) { m_standing.limit->zone = zone; }

    [[nodiscard]] const Spending &spending() const { return m_standing.spending; }

    [[nodiscard]] const Bookings &bookings() const { return m_bookings; }

private:
    Standing m_standing;
    Time m_clock = at("2026-10-24T21:00:00Z"); // hours before a clock change in Europe
    Bookings m_bookings;
};

/// The sum of what was booked from `start` on and before `end`.
quint64 sumWithin(const Bookings &bookings, Time start, Time end)
{
    return std::accumulate(bookings.begin(), bookings.end(), quint64 {0},
                           [&](quint64 sum, const Booking &booking) {
                               const bool counts = booking.at >= start && booking.at < end;
                               return counts ? sum + booking.cents : sum;
                           });
}

/// The most that was booked within one period of the calendar, as `around` gives it.
template <class Around> quint64 mostWithin(const Bookings &bookings, Around around)
{
    quint64 most = 0;
    for (const Booking &booking : bookings) {
        const Period period = around(booking.at);
        most = std::max(most, sumWithin(bookings, period.start, period.end));
    }
    return most;
}

/// The most that was booked within any stretch of `length`.
quint64 mostInAny(const Bookings &bookings, std::chrono::seconds length)
{
    quint64 most = 0;
    for (const Booking &booking : bookings)
        most = std::max(most, sumWithin(bookings, booking.at - length + 1s, booking.at + 1s));
    return most;
}

Keeper keep(const Limit &limit)
{
    Keeper keeper(limit);
    for (const Event &event : *rc::gen::container<std::vector<Event>>(100, events()))
        keeper.meet(event);
    return keeper;
}

Limit anyLimit()
{
    Limit limit = tests::limitOf();
    limit.perDay = cents(*rc::gen::inRange<quint64>(20, 200));
    limit.perWeek = cents(*rc::gen::inRange<quint64>(50, 600));
    limit.perMonth = cents(*rc::gen::inRange<quint64>(50, 2000));
    limit.total = cents(*rc::gen::inRange<quint64>(50, 5000));
    limit.perMinute = *rc::gen::inRange(1, 4);
    limit.zone = *rc::gen::elementOf(zones);
    return limit;
}

bool holds(quint64 sum, const std::optional<deal::Cap> &cap)
{
    return cents(sum).units <= cap->units;
}

bool paceHolds(const Bookings &bookings, int most)
{
    return std::all_of(bookings.begin(), bookings.end(), [&](const Booking &last) {
        const auto count = std::count_if(bookings.begin(), bookings.end(), [&](const Booking &one) {
            return one.at > last.at - 60s && one.at <= last.at;
        });
        return count <= most;
    });
}

} // namespace

class tst_LimitsHold : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inEveryPeriodOfTheCalendar();
    void inEveryStretchOfTime();
    void whenTheZoneChanges();
    void whenMoneyComesBack();
    void anotherLimitNeverAllowsMore();
};

void tst_LimitsHold::inEveryPeriodOfTheCalendar()
{
    QVERIFY(rc::check("calendar", [] {
        const Limit limit = anyLimit();
        const QTimeZone zone(limit.zone);
        const Bookings bookings = keep(limit).bookings();
        RC_ASSERT(
            holds(mostWithin(bookings, [&](Time t) { return dayAround(t, zone); }), limit.perDay));
        RC_ASSERT(holds(mostWithin(bookings, [&](Time t) { return weekAround(t, zone); }),
                        limit.perWeek));
        RC_ASSERT(holds(mostWithin(bookings, [&](Time t) { return monthAround(t, zone); }),
                        limit.perMonth));
        RC_ASSERT(holds(mostInAny(bookings, std::chrono::days(10'000)), limit.total));
        RC_ASSERT(paceHolds(bookings, *limit.perMinute));
        RC_CLASSIFY(bookings.size() > 10, "more than ten allowed");
    }));
}

void tst_LimitsHold::inEveryStretchOfTime()
{
    QVERIFY(rc::check("rolling", [] {
        Limit limit = anyLimit();
        limit.window = Limit::Window::Rolling;
        const Bookings bookings = keep(limit).bookings();
        RC_ASSERT(holds(mostInAny(bookings, 24h), limit.perDay));
        RC_ASSERT(holds(mostInAny(bookings, std::chrono::days(7)), limit.perWeek));
        RC_ASSERT(holds(mostInAny(bookings, std::chrono::days(30)), limit.perMonth));
    }));
}

void tst_LimitsHold::whenTheZoneChanges()
{
    QVERIFY(rc::check("zone", [] {
        const Limit limit = anyLimit();
        Keeper keeper = keep(limit);
        const QTimeZone before(limit.zone);
        const QByteArray next = *rc::gen::elementOf(zones);
        const Time turn = keeper.spending().day.end; // the old zone's day runs to its end
        keeper.setZone(next);
        for (const Event &event : *rc::gen::container<std::vector<Event>>(100, events()))
            keeper.meet(event);
        const auto day = [&](Time time) {
            if (time < turn)
                return dayAround(time, before);
            const Period period = dayAround(time, QTimeZone(next));
            return Period {std::max(period.start, turn), period.end};
        };
        RC_ASSERT(holds(mostWithin(keeper.bookings(), day), limit.perDay));
    }));
}

void tst_LimitsHold::whenMoneyComesBack()
{
    QVERIFY(rc::check("taking back what was added leaves the rest", [] {
        const auto all = *rc::gen::container<std::vector<Event>>(40, events());
        Spending spending;
        Bookings bookings;
        Time clock = at("2026-10-24T21:00:00Z");
        const QTimeZone zone("Europe/Berlin");
        for (const Event &event : all) {
            clock += std::chrono::seconds(std::abs(event.seconds));
            moveOn(spending, clock, zone);
            (void)add(spending, tests::paid(event.cents), clock).value();
            bookings.push_back({clock, event.cents});
            if (event.restarts && !bookings.empty()) { // one of them is proved dead
                const auto dead =
                    bookings.begin() + *rc::gen::inRange<qsizetype>(0, qsizetype(bookings.size()));
                takeBack(spending, tests::paid(dead->cents), dead->at);
                bookings.erase(dead);
            }
        }
        const auto sums = spending.assets.value(tests::usdc());
        const auto counted = [&](const Period &period) {
            return tests::paid(sumWithin(bookings, period.start, period.end)).units;
        };
        RC_ASSERT(sums.day == counted(dayAround(clock, zone)));
        RC_ASSERT(sums.week == counted(weekAround(clock, zone)));
        RC_ASSERT(sums.month == counted(monthAround(clock, zone)));
    }));
}

void tst_LimitsHold::anotherLimitNeverAllowsMore()
{
    QVERIFY(rc::check("one more limit", [] {
        const Keeper first = keep(anyLimit());
        const Keeper second = keep(anyLimit());
        Standing one = tests::standingOf(anyLimit());
        one.spending = first.spending();
        Standing other = tests::standingOf(anyLimit());
        other.subject = {};
        other.spending = second.spending();
        const Time now = std::max(one.spending.newest, other.spending.newest);
        moveOn(one.spending, now, QTimeZone(one.limit->zone));
        moveOn(other.spending, now, QTimeZone(other.limit->zone));
        const auto asked = tests::question(tests::paid(*rc::gen::inRange<quint64>(0, 100)));
        const auto alone = decide(asked, {one}, registry(), now).kind;
        const auto both = decide(asked, {one, other}, registry(), now).kind;
        RC_ASSERT(both != Verdict::Kind::Allow || alone == Verdict::Kind::Allow);
        RC_CLASSIFY(both == Verdict::Kind::Allow, "allowed by both");
    }));
}

QTEST_GUILESS_MAIN(tst_LimitsHold)
#include "tst_limitshold.moc"
