// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

#include <optional>

namespace tuppence::paymentauth {

/// What the dialect is called in the ledger and in terms.
inline constexpr QLatin1StringView dialectId {"mpp"};

/// The challenges in `reply` to `asked`, each as one offer. No value: not a 402 with a challenge of
/// the scheme "Payment" in WWW-Authenticate, in however many fields and beside whatever else. One
/// that cannot be paid for `asked`, or not be read ("mpp.unreadable"), is no failure: it becomes an
/// offer with an obstacle (offer.h).
///
/// OutOfRange: "mpp.too_large" (the fields are above 64 KiB), "mpp.too_many_offers" (above 64).
[[nodiscard]] std::optional<Result<deal::Challenge>> challengeIn(const deal::Carried &asked,
                                                                 const deal::Reply &reply);

} // namespace tuppence::paymentauth
