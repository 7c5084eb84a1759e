// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/deal/challenge.h"

namespace tuppence::referencepage {

/// What an offer says of itself, in the seller's own spelling; the retry repeats it.
struct Spelling
{
    QByteArray network;
    QByteArray currency;
    QByteArray recipient;
};

/// The offer that `raw`, the JSON text of an object, makes: a transfer that we send ourselves,
/// before the seller delivers. It always gives an offer, whose `raw` is that text; what cannot be
/// carried out has an obstacle (all codes "x402.…"):
///
/// Malformed: "no_network", "network_id", "no_asset", "asset", "asset_checksum", "no_payee",
/// "payee", "payee_checksum", "no_amount", "amount", "amount_zero", "facilitator_url". OutOfRange:
/// "amount_too_large". Unsupported: "network", "coin" (no address, and not the network's own coin).
/// Refused: "payee_zero", "payee_is_token". What is no JSON has the codes of parseJson().
[[nodiscard]] deal::Offer offerIn(const QByteArray &raw, int index);

/// Of an offer that has an instruction.
[[nodiscard]] Spelling spellingOf(const deal::Offer &offer);

/// Whether `text` names `network`: by CAIP-2, or by a name of version 1 of x402.
[[nodiscard]] bool namesNetwork(const QByteArray &text, const NetworkId &network);

} // namespace tuppence::referencepage
