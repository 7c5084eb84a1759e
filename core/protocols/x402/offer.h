// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/deal/challenge.h"
#include "core/protocols/x402/version.h"

namespace tuppence::x402 {

/// Reads one entry of `accepts`; `raw` are its own bytes, which are kept. It always gives an offer;
/// what cannot be carried out has an obstacle (all codes "x402.…"):
///
/// Unsupported: "scheme_unsupported" (only exact), "network" (only EVM), "network_name" (version
/// 1), "payment_flow", "permit2", "erc7710", "transfer_method". Malformed: "network_id"; "asset",
/// "payee" (no address), "asset_checksum", "payee_checksum"; "amount" (anything but decimal digits
/// in a text); "no_scheme", "no_network", "no_asset", "no_payee", "no_amount" (none, or an empty
/// text); "timeout" (no number above 0). OutOfRange: "amount" (above 2^256 - 1). Refused:
/// "payee_zero", "payee_is_token".
[[nodiscard]] deal::Offer readOffer(const Json &entry, const QByteArray &raw, int index,
                                    Version version);
/// The same from its bytes alone; what is not JSON has the codes of parseJson().
[[nodiscard]] deal::Offer readOffer(const QByteArray &raw, int index, Version version);

/// Says of the offers by Permit2 what the seller said: it has been refused for want of an allowance
/// (status 412).
void explainAllowance(deal::Challenge &challenge);

/// Whether both ask for the same thing: network, scheme, token, amount, payee, validity, flow.
[[nodiscard]] bool sameTerms(const deal::Offer &one, const deal::Offer &other);

} // namespace tuppence::x402
