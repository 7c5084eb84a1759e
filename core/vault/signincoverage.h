// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/deal/signin.h"

namespace tuppence::vault {

/// How far a seller's clock may be ahead of ours: as far as nobody is warned (trust.md 16).
inline constexpr std::chrono::seconds farthestAhead {60};

/// Compares every field of `message` with the visit that it is for. Pure.
///
/// Refused: "signer.account" another account, or none on EVM; "signer.sign_in_site" the domain is
/// not the host of the visit's URL, or the URI not of its origin; "signer.sign_in_text" another
/// version than 1, no nonce, or a text that could forge a line of the message: all but printable
/// ASCII, more than 1000 characters, more than 20 resources; "signer.sign_in_time" not issued yet,
/// not valid yet, over, or no time.
[[nodiscard]] Result<Done> expectCovered(const deal::SignIn &message, const deal::Visit &visit,
                                         Time now);

} // namespace tuppence::vault
