// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/net/message.h"

#include <optional>

namespace tuppence {

/// A payment header above this many bytes is not read.
inline constexpr qsizetype largestHeader = qsizetype {64} * 1024;

/// What stands as base64 in the header `name` of a challenge; it may be there more than once if all
/// lines say the same. No value: it is not there.
///
/// OutOfRange "x402.header_too_large": above largestHeader. Malformed "x402.unreadable": no base64.
/// Malformed "x402.two_challenges": two lines that differ; nobody can know which one counts.
[[nodiscard]] std::optional<Result<QByteArray>> encodedHeader(const net::Headers &headers,
                                                              const QByteArray &name);

/// What went wrong below, in the words of a price note: that something "is not base64" tells nobody
/// that a price is meant. Codes "x402.…" stay, all others become "x402.unreadable".
[[nodiscard]] Error asUnreadable(const Error &cause);

} // namespace tuppence
