// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/assetamount.h"
#include "core/base/clock.h"

#include <QMap>
#include <QTimeZone>

namespace tuppence::policy {

/// A day, an ISO week or a month of the calendar: from `start`, before `end`.
struct Period
{
    Time start;
    Time end;

    friend bool operator==(const Period &, const Period &) = default;
};

/// What was spent of one asset.
struct AssetSpending
{
    Uint256 day, week, month; ///< in the periods of the calendar that run now
    Uint256 total;
    QMap<qint64, Uint256> hours; ///< by the number of the hour since 1970, in UTC; 24 and this one
    QMap<qint64, Uint256> days; ///< likewise; 30 and this one

    friend bool operator==(const AssetSpending &, const AssetSpending &) = default;
};

/// Running totals of one subject: their size does not grow with the number of payments.
struct Spending
{
    Time began; ///< what was booked until then does not stand in it; 1970: it was never begun anew
    Time newest; ///< the last time that moveOn() was called with: nothing is booked before it
    Period day, week, month;
    QMap<AssetId, AssetSpending> assets;
    /// How many payments were made without asking, by second; those of the last 60.
    QMap<qint64, int> seconds;

    friend bool operator==(const Spending &, const Spending &) = default;
};

/// A stretch of time that a cap speaks of.
enum class Span { Day, Week, Month, Total };

/// Begins new periods where the old ones have ended, and forgets what no window reaches any more.
/// A period that runs keeps its zone; the next one is of `zone`. `now` is not before
/// `spending.newest`, which it becomes.
void moveOn(Spending &spending, Time now, const QTimeZone &zone);

/// Counts `amount` at `at`, which moveOn() was called with. OutOfRange ("limits.sum"): a sum would
/// pass 2^256 - 1, and `spending` is what it was.
[[nodiscard]] Result<Done> add(Spending &spending, const AssetAmount &amount, Time at);
/// Counts one payment that was made without asking.
void addUnasked(Spending &spending, Time at);
/// Takes back what add() counted at `booked`, where a window still counts it.
void takeBack(Spending &spending, const AssetAmount &amount, Time booked);

/// The sum of one asset in the period of the calendar that runs.
[[nodiscard]] Uint256 inPeriod(const AssetSpending &spending, Span span);
/// The sum of one asset in the last 24 hours, 7 or 30 days, rather too much than too little: the
/// oldest hour or day counts whole.
[[nodiscard]] Uint256 rolling(const AssetSpending &spending, Span span, Time now);
/// How many payments were made without asking in the 60 s up to `now`.
[[nodiscard]] int unaskedInMinute(const Spending &spending, Time now);

[[nodiscard]] QByteArray encode(const Spending &spending);
/// Malformed ("limits.spending"): not what encode() gives.
Result<Spending> decodeSpending(const QByteArray &encoded);

} // namespace tuppence::policy
