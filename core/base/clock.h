// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>

#include <chrono>

namespace tuppence {

/// Seconds since 1970 in UTC, as chains and the ledger count them.
using Time = std::chrono::sys_seconds;

/// The local clock; the one time that enters a signature.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Time now() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] Time now() const override
    {
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    }
};

/// RFC 3339 in UTC: "2026-11-21T12:00:00Z".
[[nodiscard]] inline QString toRfc3339(Time time)
{
    return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
        .toString(Qt::ISODate);
}

} // namespace tuppence
