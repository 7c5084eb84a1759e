// SPDX-License-Identifier: MIT
#pragma once

#include "core/policy/decide.h"

namespace tuppence::policy {

/// How far one cap is used.
struct Usage
{
    Span span = Span::Day;
    deal::Cap cap;
    Uint256 spent; ///< in the cap's measure
    int percent = 0; ///< rounded down; 100 also where more is spent
    std::optional<Time>
        ends; ///< when the period of the calendar does; none: it rolls, or is for ever
};

/// What counts towards a cap of `measure`. moveOn() was called with `now`.
[[nodiscard]] Uint256 spentIn(const Standing &standing, const deal::Measure &measure, Span span,
                              const money::Registry &registry, Time now);

/// Each cap over time, in the order day, week, month, total. moveOn() was called with `now`.
[[nodiscard]] QList<Usage> usageOf(const Standing &standing, const money::Registry &registry,
                                   Time now);

} // namespace tuppence::policy
