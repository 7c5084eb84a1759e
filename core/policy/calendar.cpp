// SPDX-License-Identifier: MIT
#include "core/policy/calendar.h"

namespace tuppence::policy {

namespace {

Time timeOf(const QDateTime &moment)
{
    return Time {std::chrono::seconds {moment.toSecsSinceEpoch()}};
}

QDate dateOf(Time time, const QTimeZone &zone)
{
    return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count(), zone).date();
}

/// Where `date` begins, or the next one that exists: Samoa had no 30 December 2011.
Time startOf(QDate date, const QTimeZone &zone)
{
    QDateTime start = date.startOfDay(zone);
    while (!start.isValid()) {
        date = date.addDays(1);
        start = date.startOfDay(zone);
    }
    return timeOf(start);
}

} // namespace

Period dayAround(Time time, const QTimeZone &zone)
{
    const QDate date = dateOf(time, zone);
    return {startOf(date, zone), startOf(date.addDays(1), zone)};
}

Period weekAround(Time time, const QTimeZone &zone)
{
    const QDate date = dateOf(time, zone);
    const QDate monday = date.addDays(1 - date.dayOfWeek());
    return {startOf(monday, zone), startOf(monday.addDays(7), zone)};
}

Period monthAround(Time time, const QTimeZone &zone)
{
    const QDate date = dateOf(time, zone);
    const QDate first(date.year(), date.month(), 1);
    return {startOf(first, zone), startOf(first.addMonths(1), zone)};
}

Time endOf(QDate lastDay, const QTimeZone &zone)
{
    return startOf(lastDay.addDays(1), zone);
}

QDate lastDayBefore(Time end, const QTimeZone &zone)
{
    return dateOf(end - std::chrono::seconds {1}, zone);
}

} // namespace tuppence::policy
