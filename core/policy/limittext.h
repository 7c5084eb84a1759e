// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/limit.h"
#include "core/money/registry.h"

#include <array>

namespace tuppence::policy {

/// A cap of a limit, and what it is called in JSON.
struct NamedCap
{
    const char *name;
    std::optional<deal::Cap> deal::Limit::*cap;
};

inline constexpr std::array namedCaps {
    NamedCap {"perPayment", &deal::Limit::perPayment},
    NamedCap {"perDay", &deal::Limit::perDay},
    NamedCap {"perWeek", &deal::Limit::perWeek},
    NamedCap {"perMonth", &deal::Limit::perMonth},
    NamedCap {"total", &deal::Limit::total},
};

/// JSON text, with caps as whole units, so that a registry that changes does not change them.
[[nodiscard]] QByteArray encode(const deal::Limit &limit);
/// Malformed ("limits.unreadable"): not what encode() gives.
Result<deal::Limit> decodeLimit(const QByteArray &text);

/// As the owner reads it: "Up to $1.00 a day, at most $0.10 each, until 21 December 2026. Above
/// that it asks."
[[nodiscard]] QString sentence(const deal::Limit &limit, const money::Registry &registry);

} // namespace tuppence::policy
