// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/deal/challenge.h"
#include "core/protocols/x402/version.h"

namespace tuppence::x402 {

/// Reads one entry of `accepts`; `raw` are its own bytes, which are kept. It always gives an offer;
/// what cannot be carried out has an obstacle (all codes "x402.…"):
///
/// Unsupported: "scheme_unsupported" (only exact, and in version 2 upto), "network" (only EVM),
/// "network_name" (version 1), "payment_flow", "permit2" (in version 1), "erc7710",
/// "transfer_method". Malformed: "network_id"; "asset", "payee", "facilitator" (no address),
/// "asset_checksum", "payee_checksum", "facilitator_checksum"; "amount" (anything but decimal
/// digits in a text); "no_scheme", "no_network", "no_asset", "no_payee", "no_facilitator" (of
/// upto), "no_amount" (none, or an empty text); "timeout" (no number above 0). OutOfRange:
/// "amount_too_large" (above 2^256 - 1). Refused: "payee_zero", "payee_is_token".
[[nodiscard]] deal::Offer readOffer(const Json &entry, const QByteArray &raw, int index,
                                    Version version);
/// The same from its bytes alone; what is not JSON has the codes of parseJson().
[[nodiscard]] deal::Offer readOffer(const QByteArray &raw, int index, Version version);

/// Takes the offers by Permit2 away as the seller did: it says that an allowance is wanting (status
/// 412).
void explainAllowance(deal::Challenge &challenge);

/// Notes in the offers by Permit2 what the seller brings to the network for us; `challenge` is the
/// JSON of the whole (x402.md 2.6).
void noteSponsoring(deal::Challenge &challenge, const Json &json);

/// Whether both ask for the same thing: network, scheme, token, amount, payee, validity, flow; what
/// the seller would bring to the network for us is no part of it.
[[nodiscard]] bool sameTerms(const deal::Offer &one, const deal::Offer &other);

} // namespace tuppence::x402
