// SPDX-License-Identifier: MIT
#include "core/ledger/row.h"

#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

QVariant Row::take()
{
    return m_query.value(m_column++);
}

QByteArray Row::text()
{
    return take().toString().toUtf8();
}

QString Row::words()
{
    return take().toString();
}

QByteArray Row::bytes()
{
    return take().toByteArray();
}

qint64 Row::number()
{
    return take().toLongLong();
}

Time Row::time()
{
    return Time(std::chrono::seconds(number()));
}

std::optional<QByteArray> Row::maybeText()
{
    const QVariant value = take();
    return value.isNull() ? std::nullopt : std::optional(value.toString().toUtf8());
}

std::optional<QByteArray> Row::maybeBytes()
{
    const QVariant value = take();
    return value.isNull() ? std::nullopt : std::optional(value.toByteArray());
}

std::optional<Time> Row::maybeTime()
{
    const QVariant value = take();
    return value.isNull() ? std::nullopt
                          : std::optional(Time(std::chrono::seconds(value.toLongLong())));
}

Result<Uint256> Row::units()
{
    const auto value = TRY(maybeUnits());
    if (!value)
        return damaged(u"an amount is missing"_s);
    return *value;
}

Result<std::optional<Uint256>> Row::maybeUnits()
{
    const QVariant value = take();
    if (value.isNull())
        return std::nullopt;
    const QByteArray encoded = value.toByteArray();
    if (encoded.size() != 32)
        return damaged(u"an amount has %1 bytes"_s.arg(encoded.size()));
    return std::optional(TRY(Uint256::decode(encoded)));
}

QVariant text(const QByteArray &utf8)
{
    return text(QString::fromUtf8(utf8));
}

QVariant text(const QString &words)
{
    return words.isNull() ? QString(u""_s) : words;
}

QVariant bytes(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

QVariant time(Time time)
{
    return qlonglong {time.time_since_epoch().count()};
}

QVariant time(const std::optional<Time> &time)
{
    return time ? ledger::time(*time) : QVariant();
}

QVariant units(const Uint256 &units)
{
    return units.encode();
}

tl::unexpected<Error> damaged(const QString &detail)
{
    return fail(Error::Kind::Storage, "ledger.damaged", {}, detail);
}

} // namespace tuppence::ledger
