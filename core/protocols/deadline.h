// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"

#include <QByteArray>

#include <optional>

namespace tuppence {

/// The time that a seller writes as RFC 3339 ("2026-02-06T01:00:00Z", with any offset and any
/// fraction) or as seconds since 1970 in digits; a fraction is left off. No value: neither, or past
/// the year 9999, such as milliseconds.
[[nodiscard]] std::optional<Time> deadlineIn(const QByteArray &text);
/// The same, of RFC 3339 alone.
[[nodiscard]] std::optional<Time> rfc3339In(const QByteArray &text);

} // namespace tuppence
