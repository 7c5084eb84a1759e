// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/limit.h"

namespace tuppence::policy {

/// Sums to begin with, in dollars.
struct Preset
{
    QLatin1StringView name; ///< "careful"
    deal::Cap perPayment, perDay, perMonth;
};

/// careful, usual, generous.
[[nodiscard]] QList<Preset> presets();

} // namespace tuppence::policy
