// SPDX-License-Identifier: MIT
#include "core/ledger/limits.h"

#include "core/crypto/hash.h"
#include "core/deal/limit.h"
#include "core/ledger/settings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

constexpr qsizetype markBytes = 8;
const QByteArray wholeWallet = deal::Subject {}.key();
const QByteArray listing; ///< the subject of the row that lists the others: none

/// What the list has of one subject.
QByteArray markOf(const QByteArray &subject)
{
    return crypto::sha256(subject).first(markBytes);
}

QByteArrayList marksIn(const QByteArray &list)
{
    QByteArrayList marks;
    for (qsizetype i = 0; i < list.size(); i += markBytes)
        marks.append(list.mid(i, markBytes));
    return marks;
}

/// The list, with `subject` on it or not. One that cannot be believed is begun anew from what can.
Result<Done> list(SealedRows &rows, const QByteArray &subject, bool isLimited)
{
    const auto old = TRY(rows.read(listing));
    QByteArrayList marks;
    if (old.isSound && old.isThere) {
        marks = marksIn(old.content);
    } else {
        for (const QByteArray &known : TRY(rows.subjects())) {
            if (!known.isEmpty() && TRY(rows.read(known)).isSound)
                marks.append(markOf(known));
        }
    }
    marks.removeAll(markOf(subject));
    if (isLimited)
        marks.append(markOf(subject));
    return rows.write(listing, marks.join());
}

/// What counts against a limit begins where it cannot be believed or never began, or where the
/// owner wants it so: a clock that once was years ahead would count everything as of one day.
Result<Done> beginSpending(Connection &connection, const Secret &key, const NewLimit &limit)
{
    SealedRows spending(connection, key, "spending");
    const auto counted = TRY(spending.read(limit.subject));
    if (counted.isThere && counted.isSound && !limit.isCountedAnew)
        return Done {};
    QByteArrayList begun {limit.subject};
    if (limit.isCountedAnew && limit.subject == wholeWallet)
        begun += TRY(spending.subjects());
    for (const QByteArray &subject : std::as_const(begun))
        TRY(spending.write(subject, limit.freshSpending));
    return Done {};
}

/// Totals that cannot be believed, and that no limit counts, begin anew with the owner's word too:
/// else everything would ask until each of their subjects was given a limit.
Result<Done> beginUnlimited(Connection &connection, const Secret &key, const NewLimit &limit)
{
    SealedRows spending(connection, key, "spending");
    for (const QByteArray &subject : TRY(spending.subjects())) {
        const auto stands = TRY(limitOf(connection, key, subject));
        const bool isUnlimited = stands.isSound && !stands.isThere;
        if (isUnlimited && !TRY(spending.read(subject)).isSound)
            TRY(spending.write(subject, limit.freshSpending));
    }
    return Done {};
}

} // namespace

Result<Done> setLimit(Connection &connection, const Secret &key, const NewLimit &limit,
                      const Author &author)
{
    SealedRows rows(connection, key, "limits");
    const auto before = TRY(rows.read(limit.subject));
    const bool isLimited = !limit.content.isEmpty();
    if (isLimited)
        TRY(rows.write(limit.subject, limit.content));
    else
        TRY(rows.remove(limit.subject));
    TRY(list(rows, limit.subject, isLimited));
    TRY(beginSpending(connection, key, limit));
    TRY(beginUnlimited(connection, key, limit));
    TRY(goOn(connection));
    return noteChange(connection,
                      {"limit " + limit.subject, author.who, author.at,
                       before.isThere ? std::optional(before.content) : std::nullopt,
                       limit.content});
}

Result<Sealed> limitOf(Connection &connection, const Secret &key, const QByteArray &subject)
{
    SealedRows rows(connection, key, "limits");
    const auto limits = TRY(limitsOf(rows, {subject}));
    return limits.first();
}

Result<QList<Sealed>> limitsOf(SealedRows &rows, const QByteArrayList &subjects)
{
    auto limits = TRY(rows.read(subjects + QByteArrayList {listing}));
    const Sealed all = limits.takeLast();
    const QByteArrayList marks = marksIn(all.content);
    for (qsizetype i = 0; i < subjects.size(); ++i) {
        Sealed &limit = limits[i];
        const bool isListed = marks.contains(markOf(subjects.at(i)));
        limit.isSound = limit.isSound && all.isSound && isListed == limit.isThere;
    }
    return limits;
}

Result<Done> doubtLimits(Connection &connection)
{
    TRY(connection.execute(u"UPDATE limits SET seal = zeroblob(32)"_s));
    TRY(connection.execute(u"UPDATE spending SET seal = zeroblob(32)"_s));
    return Done {};
}

Result<quint64> sequence(Connection &connection)
{
    const auto number =
        TRY(connection.row(u"SELECT number FROM sequence"_s, {},
                           [](Row &row) -> Result<quint64> { return quint64(row.number()); }));
    return number.value_or(0);
}

Result<Done> goOn(Connection &connection)
{
    TRY(connection.execute(u"UPDATE sequence SET number = number + 1"_s));
    return Done {};
}

Result<QList<LimitRow>> limits(Connection &connection, const Secret &key)
{
    SealedRows spending(connection, key, "spending");
    QByteArrayList subjects = TRY(SealedRows(connection, key, "limits").subjects());
    subjects += TRY(spending.subjects());
    subjects.removeAll(listing);
    std::sort(subjects.begin(), subjects.end());
    subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
    QList<LimitRow> rows;
    for (const QByteArray &subject : std::as_const(subjects)) {
        const auto limit = TRY(limitOf(connection, key, subject));
        const auto counted = TRY(spending.read(subject));
        rows.append({subject, limit.content, counted.content,
                     limit.isSound && counted.isSound && (counted.isThere || !limit.isThere)});
    }
    return rows;
}

} // namespace tuppence::ledger
