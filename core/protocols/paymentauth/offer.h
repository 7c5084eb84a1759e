// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/challenge.h"
#include "core/deal/step.h"
#include "core/protocols/paymentauth/claim.h"

namespace tuppence::paymentauth {

/// Reads one challenge. It always gives an offer, whose raw bytes are toJson() of the claim; what
/// cannot be carried out has an obstacle: the codes of expectWhole() and readEvmCharge(), and,
/// Unsupported, "mpp.method…" (only evm) and "mpp.intent…" (only charge), with words of their own
/// for those that are known.
[[nodiscard]] deal::Offer readOffer(const Claim &claim, int index);

/// The name of the request header that takes the credential.
[[nodiscard]] QByteArray headerOf(const Claim &claim);

/// Why `claim` cannot be paid for the request `asked`. Refused, Unsupported: the codes of
/// expectDigest(). Unsupported: "mpp.header" (no header's name, or one that frames or accompanies
/// every message), "mpp.own_authorization", "mpp.own_header" (the request uses it itself, and
/// nothing of the caller's is displaced).
[[nodiscard]] Result<Done> expectFits(const Claim &claim, const deal::Carried &asked);

/// Whether the same is asked for in another challenge, whose id and end always differ.
[[nodiscard]] bool samePrice(const deal::Offer &one, const deal::Offer &other);

} // namespace tuppence::paymentauth
