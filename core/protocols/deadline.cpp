// SPDX-License-Identifier: MIT
#include "core/protocols/deadline.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tuppence {

namespace {

// 9999-12-31T23:59:59Z.
constexpr qint64 latest = 253'402'300'799;

std::optional<Time> timeAt(qint64 seconds)
{
    if (seconds < 0 || seconds > latest)
        return std::nullopt;
    return Time(std::chrono::seconds(seconds));
}

/// "+01:30" in seconds; "Z": none.
int offsetIn(const QString &zone)
{
    if (zone.size() == 1)
        return 0;
    const int seconds = (zone.mid(1, 2).toInt() * 60 + zone.mid(4).toInt()) * 60;
    return zone.startsWith(u'-') ? -seconds : seconds;
}

} // namespace

std::optional<Time> deadlineIn(const QByteArray &text)
{
    static const QRegularExpression seconds(uR"(\A[0-9]{1,12}\z)"_s);
    const auto said = QString::fromUtf8(text);
    return seconds.match(said).hasMatch() ? timeAt(said.toLongLong()) : rfc3339In(text);
}

std::optional<Time> rfc3339In(const QByteArray &text)
{
    // https://www.rfc-editor.org/rfc/rfc3339 section 5.6. Qt would take 24:00:00 too.
    static const QRegularExpression written(
        uR"(\A([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]((?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?([Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])\z)"_s);
    const auto match = written.match(QString::fromUtf8(text));
    const auto date = QDate::fromString(match.captured(1), Qt::ISODate);
    const auto time = QTime::fromString(match.captured(2), Qt::ISODate);
    if (!date.isValid() || !time.isValid())
        return std::nullopt;
    const QDateTime local(date, time, Qt::UTC);
    return timeAt(local.toSecsSinceEpoch() - offsetIn(match.captured(3)));
}

} // namespace tuppence
