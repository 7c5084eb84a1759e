// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/uint256.h"

#include <QVariant>

#include <optional>

class QSqlQuery;

namespace tuppence::ledger {

/// The row that a query stands on, read column by column from the left.
class Row
{
public:
    explicit Row(const QSqlQuery &query)
        : m_query(query)
    {
    }

    [[nodiscard]] QByteArray text();
    [[nodiscard]] QString words();
    /// Empty for NULL.
    [[nodiscard]] QByteArray bytes();
    [[nodiscard]] qint64 number();
    [[nodiscard]] Time time();
    [[nodiscard]] std::optional<QByteArray> maybeText();
    [[nodiscard]] std::optional<QByteArray> maybeBytes();
    [[nodiscard]] std::optional<Time> maybeTime();

    /// As SQLite has it: null, a whole number, text or bytes.
    [[nodiscard]] QVariant value() { return take(); }

    /// Storage "ledger.damaged": not 32 bytes.
    Result<Uint256> units();
    Result<std::optional<Uint256>> maybeUnits();

private:
    QVariant take();

    const QSqlQuery &m_query;
    int m_column = 0;
};

// Values to be bound. Absent ones become NULL; empty ones do not.

[[nodiscard]] QVariant text(const QByteArray &utf8);
[[nodiscard]] QVariant text(const QString &words);
[[nodiscard]] QVariant bytes(const QByteArray &bytes);
[[nodiscard]] QVariant time(Time time);
[[nodiscard]] QVariant time(const std::optional<Time> &time);
[[nodiscard]] QVariant units(const Uint256 &units);

/// What a row says that no version of this program wrote.
[[nodiscard]] tl::unexpected<Error> damaged(const QString &detail);

} // namespace tuppence::ledger
