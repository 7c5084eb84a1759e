// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/deal/challenge.h"
#include "core/protocols/protocol.h"

namespace tuppence::x402 {

/// How long ago a receipt may have been signed when its answer comes; the reference's figure.
inline constexpr std::chrono::hours freshReceipt {1};

/// Notes under each offer of `challenge` what the seller signed for it (x402.md 3.4): nothing,
/// where it signs none of its offers. What is signed must say the same network, scheme, asset,
/// payee and amount, letter by letter, and must be signed by that payee; where it stands in the
/// list is no more than a hint.
///
/// Doubts: Refused "warning.offer_unmatched": there are signed offers, and none is for this one;
/// "x402.not_payees"; what cannot be checked: as expectSignedBy().
void noteSignedOffers(deal::Challenge &challenge, const Json &json);

/// What the seller signed of `sale`, offer and receipt.
///
/// Doubts about a receipt, beside those about who signed it: Malformed "x402.receipt_unreadable";
/// Refused "x402.receipt_resource", "x402.receipt_network", "x402.receipt_payer": it is for
/// something else, another network, somebody else; "x402.receipt_time": not signed within an hour
/// of the payment.
[[nodiscard]] deal::SignedWords signedWords(const Sale &sale);

} // namespace tuppence::x402
