// SPDX-License-Identifier: MIT
#include "core/policy/spending.h"

#include "core/policy/calendar.h"

#include <algorithm>

namespace tuppence::policy {

namespace {

using Buckets = QMap<qint64, Uint256>;

constexpr qint64 hoursInWindow = 24;
constexpr qint64 daysInWeek = 7;
constexpr qint64 daysInMonth = 30;
constexpr qint64 secondsInMinute = 60;

template <class Unit> qint64 number(Time time)
{
    return std::chrono::floor<Unit>(time).time_since_epoch().count();
}

qint64 hourOf(Time time)
{
    return number<std::chrono::hours>(time);
}

qint64 dayOf(Time time)
{
    return number<std::chrono::days>(time);
}

/// Removes what is before `first`.
template <class Value> void forget(QMap<qint64, Value> &buckets, qint64 first)
{
    buckets.erase(buckets.begin(), buckets.lowerBound(first));
}

/// The next period begins where the last one ended, also in a zone whose day began earlier.
void advance(Period &period, const Period &next)
{
    period.start = std::max(period.end, next.start);
    period.end = next.end;
}

void moveOn(Spending &spending, Period Spending::*period, Uint256 AssetSpending::*sum,
            const Period &next)
{
    advance(spending.*period, next);
    for (AssetSpending &asset : spending.assets)
        asset.*sum = {};
}

/// Every sum that counts, in order; for adding to all or none.
QList<Uint256 *> sumsAt(AssetSpending &asset, Time at)
{
    return {&asset.day,
            &asset.week,
            &asset.month,
            &asset.total,
            &asset.hours[hourOf(at)],
            &asset.days[dayOf(at)]};
}

void takeFrom(Uint256 &sum, const Uint256 &units)
{
    if (const auto less = sum.minus(units))
        sum = *less;
}

void takeFrom(Buckets &buckets, qint64 bucket, const Uint256 &units)
{
    const auto found = buckets.find(bucket);
    if (found != buckets.end())
        takeFrom(*found, units);
}

Uint256 sumFrom(const Buckets &buckets, qint64 first)
{
    Uint256 sum;
    for (auto bucket = buckets.lowerBound(first); bucket != buckets.end(); ++bucket)
        sum = sum.plus(*bucket).value_or(Uint256::max());
    return sum;
}

} // namespace

void moveOn(Spending &spending, Time now, const QTimeZone &zone)
{
    Q_ASSERT(now >= spending.newest);
    spending.newest = now;
    if (now >= spending.day.end)
        moveOn(spending, &Spending::day, &AssetSpending::day, dayAround(now, zone));
    if (now >= spending.week.end)
        moveOn(spending, &Spending::week, &AssetSpending::week, weekAround(now, zone));
    if (now >= spending.month.end)
        moveOn(spending, &Spending::month, &AssetSpending::month, monthAround(now, zone));
    for (AssetSpending &asset : spending.assets) {
        forget(asset.hours, hourOf(now) - hoursInWindow);
        forget(asset.days, dayOf(now) - daysInMonth);
    }
    forget(spending.seconds, number<std::chrono::seconds>(now) - secondsInMinute);
}

Result<Done> add(Spending &spending, const AssetAmount &amount, Time at)
{
    AssetSpending counted = spending.assets.value(amount.asset);
    const auto sums = sumsAt(counted, at);
    for (Uint256 *sum : sums) {
        const auto more = sum->plus(amount.units);
        if (!more)
            return fail(Error::Kind::OutOfRange, "limits.sum");
        *sum = *more;
    }
    spending.assets.insert(amount.asset, counted);
    return Done {};
}

void addUnasked(Spending &spending, Time at)
{
    ++spending.seconds[number<std::chrono::seconds>(at)];
}

void takeBack(Spending &spending, const AssetAmount &amount, Time booked)
{
    const auto asset = spending.assets.find(amount.asset);
    if (asset == spending.assets.end() || booked <= spending.began)
        return;
    if (booked >= spending.day.start)
        takeFrom(asset->day, amount.units);
    if (booked >= spending.week.start)
        takeFrom(asset->week, amount.units);
    if (booked >= spending.month.start)
        takeFrom(asset->month, amount.units);
    takeFrom(asset->total, amount.units);
    takeFrom(asset->hours, hourOf(booked), amount.units);
    takeFrom(asset->days, dayOf(booked), amount.units);
}

Uint256 inPeriod(const AssetSpending &spending, Span span)
{
    switch (span) {
    case Span::Day:
        return spending.day;
    case Span::Week:
        return spending.week;
    case Span::Month:
        return spending.month;
    case Span::Total:
        return spending.total;
    }
    Q_UNREACHABLE();
}

Uint256 rolling(const AssetSpending &spending, Span span, Time now)
{
    switch (span) {
    case Span::Day:
        return sumFrom(spending.hours, hourOf(now) - hoursInWindow);
    case Span::Week:
        return sumFrom(spending.days, dayOf(now) - daysInWeek);
    case Span::Month:
        return sumFrom(spending.days, dayOf(now) - daysInMonth);
    case Span::Total:
        return spending.total;
    }
    Q_UNREACHABLE();
}

int unaskedInMinute(const Spending &spending, Time now)
{
    const qint64 first = number<std::chrono::seconds>(now) - secondsInMinute;
    int count = 0;
    for (auto second = spending.seconds.lowerBound(first); second != spending.seconds.end();
         ++second)
        count += *second;
    return count;
}

} // namespace tuppence::policy
