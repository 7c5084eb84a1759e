// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

#include <optional>

namespace tuppence::referencepage {

/// What the dialect is called in the ledger and in terms.
inline constexpr QLatin1StringView dialectId {"x402-page"};

/// The challenge in `reply`, a 402 with the header X-Payment-Required: base64 of one JSON object,
/// or of an array of them, each an offer. No value: there is no such header, or another dialect
/// speaks in it: x402 itself (an object with `x402Version` or `accepts`), and one that writes
/// `recipient=…;amount=…` without base64.
///
/// An offer that cannot be paid is no failure: it has an obstacle (offer.h).
///
/// All codes are "x402.…". Malformed, OutOfRange: those of encodedHeader(); "unreadable": no JSON,
/// or deeper than 32. Malformed "accepts": neither an object nor a list of objects; "no_offers": an
/// empty list. OutOfRange "too_many_offers": more than 64; "text_too_long": a text above 8 KiB.
[[nodiscard]] std::optional<Result<deal::Challenge>> challengeIn(const deal::Reply &reply);

} // namespace tuppence::referencepage
