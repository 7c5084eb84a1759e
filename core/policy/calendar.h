// SPDX-License-Identifier: MIT
#pragma once

#include "core/policy/spending.h"

namespace tuppence::policy {

// The period of the calendar in `zone` that `time` is in. A day that a clock change shortens or
// leaves out ends where the next one that exists begins.

[[nodiscard]] Period dayAround(Time time, const QTimeZone &zone);
/// From Monday (ISO 8601).
[[nodiscard]] Period weekAround(Time time, const QTimeZone &zone);
[[nodiscard]] Period monthAround(Time time, const QTimeZone &zone);

/// The first second after `lastDay`.
[[nodiscard]] Time endOf(QDate lastDay, const QTimeZone &zone);
/// The day that ends with `end`.
[[nodiscard]] QDate lastDayBefore(Time end, const QTimeZone &zone);

} // namespace tuppence::policy
