// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

#include <optional>

namespace tuppence::tokenendpoint {

/// What the dialect is called in the ledger and in terms.
inline constexpr QLatin1StringView dialectId {"x402-mock"};

/// The challenge in `reply` to `asked`. No value: not a 402 whose JSON body has
/// `access_token_endpoint` and `payment_scheme`. Members that are null count as absent, unknown
/// ones are left alone. An entry of `payment_components` that cannot be paid is no failure: it
/// becomes an offer with an obstacle. So does every entry ("tokenendpoint.own_authorization") where
/// `asked` has an Authorization of its own: the bearer token would take its place.
///
/// All codes are "tokenendpoint.…". Malformed, OutOfRange ("unreadable"): no JSON, above 64 KiB, or
/// deeper than 32; `detail` holds the code that says why. Malformed ("components"): no list of
/// objects. Malformed ("no_offers"): an empty one. OutOfRange ("too_many_offers"): more than 64.
/// OutOfRange ("text_too_long"): a text above 8 KiB. Malformed ("endpoint"): the token endpoint is
/// no http or https URL, or has a user name in it.
[[nodiscard]] std::optional<Result<deal::Challenge>> challengeIn(const deal::Carried &asked,
                                                                 const deal::Reply &reply);

} // namespace tuppence::tokenendpoint
