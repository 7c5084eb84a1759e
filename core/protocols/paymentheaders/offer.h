// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/challenge.h"
#include "core/protocols/paymentheaders/claim.h"

namespace tuppence::paymentheaders {

/// The offer that `claim` makes: a transfer that we send ourselves, before the seller delivers; or,
/// where it names a payment channel, a voucher over that. It always gives an offer, whose `raw` is
/// toJson() of the claim; what cannot be carried out has an obstacle (all codes "clawdnet.…"):
///
/// Malformed: "missing" (data "member" names what is not said); "payee" (no address); "amount" (no
/// number above zero), "amount_fraction" (more places than the coin has); "deadline"; "channel" (no
/// id of one). OutOfRange:
/// "amount_too_large". Unsupported: "lightning", "network", "currency" (none that we know).
/// Refused: "payee_zero", "payee_is_token".
///
/// An address in mixed letters with a wrong checksum is no obstacle: `payeeMisspelled` says it.
[[nodiscard]] deal::Offer readOffer(const Claim &claim, int index);

/// `claim` as an offer that is shown and cannot be paid, with what it would move where that can be
/// read.
[[nodiscard]] deal::Offer unpayable(const Claim &claim, int index, Error obstacle);

} // namespace tuppence::paymentheaders
