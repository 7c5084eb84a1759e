// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

#include <optional>

namespace tuppence::paymentheaders {

/// What the dialect is called in the ledger and in terms.
inline constexpr QLatin1StringView dialectId {"clawdnet"};

/// The challenge in `reply`, a 402. It speaks the dialect where it has the headers
/// X-Payment-Address and X-Payment-Amount, or X-Payment-Channel; or a JSON body whose `payment` has
/// an amount and either an EVM network or a recipient in the form of an EVM address (another
/// dialect has such an object for other networks). Else it may be one of the shapes in variant.h;
/// no value: it is not.
///
/// The first offer is what headers and body say together, the others are the body's `alternatives`.
/// Where they name a payment channel that is an offer of its own, and one more where there is an
/// address too.
/// One that cannot be paid is no failure: it becomes an offer with an obstacle: see offer.h, and
/// Unsupported "clawdnet.signed" (it has X-Payment-Chain in place of X-Payment-Network: those
/// sellers want another proof); its instruction, where there is one, only says what it costs.
///
/// All codes are "clawdnet.…". Malformed, OutOfRange ("unreadable"): beside the headers the body
/// has a `payment` and is no JSON, above 64 KiB, or deeper than 32; `detail` holds the code that
/// says why. Malformed
/// ("alternatives"): no list of objects. OutOfRange ("too_many_offers"): more than 64. OutOfRange
/// ("text_too_long"): a text above 8 KiB. Refused ("disagreement"): headers and body, or two lines
/// of one header, say different things.
[[nodiscard]] std::optional<Result<deal::Challenge>> challengeIn(const deal::Reply &reply);

} // namespace tuppence::paymentheaders
