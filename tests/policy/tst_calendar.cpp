// SPDX-License-Identifier: MIT
#include "core/policy/calendar.h"
#include "tests/policy/samples.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::policy;
using namespace std::chrono_literals;
using tests::at;

class tst_Calendar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dayIsThatOfTheZone();
    void dayOfAClockChangeHasItsOwnLength();
    void dayThatDoesNotExistIsLeftOut();
    void weekBeginsOnMonday();
    void monthHasItsOwnLength();
    void lastDayCountsWhole();
};

void tst_Calendar::dayIsThatOfTheZone()
{
    const QTimeZone kolkata("Asia/Kolkata"); // five hours and a half ahead
    const Period day = dayAround(at("2026-11-21T18:29:59Z"), kolkata);
    QCOMPARE(toRfc3339(day.start), QStringLiteral("2026-11-20T18:30:00Z"));
    QCOMPARE(toRfc3339(day.end), QStringLiteral("2026-11-21T18:30:00Z"));
    QCOMPARE(dayAround(day.end, kolkata).start, day.end);
}

void tst_Calendar::dayOfAClockChangeHasItsOwnLength()
{
    const QTimeZone berlin("Europe/Berlin");
    const Period spring = dayAround(at("2026-03-29T12:00:00Z"), berlin);
    QCOMPARE(spring.end - spring.start, std::chrono::seconds(23h));
    const Period autumn = dayAround(at("2026-10-25T12:00:00Z"), berlin);
    QCOMPARE(autumn.end - autumn.start, std::chrono::seconds(25h));
}

void tst_Calendar::dayThatDoesNotExistIsLeftOut()
{
    const QTimeZone apia("Pacific/Apia"); // crossed the date line: no 30 December 2011
    const Period before = dayAround(at("2011-12-30T09:00:00Z"), apia);
    QCOMPARE(toRfc3339(before.end), QStringLiteral("2011-12-30T10:00:00Z"));
    const Period after = dayAround(before.end, apia);
    QCOMPARE(after.start, before.end);
    QCOMPARE(after.end - after.start, std::chrono::seconds(24h));
}

void tst_Calendar::weekBeginsOnMonday()
{
    const QTimeZone utc("UTC");
    const Period week = weekAround(at("2026-11-22T23:59:59Z"), utc); // a Sunday
    QCOMPARE(toRfc3339(week.start), QStringLiteral("2026-11-16T00:00:00Z"));
    QCOMPARE(toRfc3339(week.end), QStringLiteral("2026-11-23T00:00:00Z"));
    const Period acrossYears = weekAround(at("2027-01-01T00:00:00Z"), utc); // ISO week 2026-W53
    QCOMPARE(toRfc3339(acrossYears.start), QStringLiteral("2026-12-28T00:00:00Z"));
}

void tst_Calendar::monthHasItsOwnLength()
{
    const Period february = monthAround(at("2028-02-29T23:00:00Z"), QTimeZone("UTC"));
    QCOMPARE(february.end - february.start, std::chrono::seconds(29 * 24h));
}

void tst_Calendar::lastDayCountsWhole()
{
    const QTimeZone berlin("Europe/Berlin");
    const Time end = endOf(QDate(2026, 11, 21), berlin);
    QCOMPARE(toRfc3339(end), QStringLiteral("2026-11-21T23:00:00Z"));
    QCOMPARE(lastDayBefore(end, berlin), QDate(2026, 11, 21));
}

QTEST_GUILESS_MAIN(tst_Calendar)
#include "tst_calendar.moc"
