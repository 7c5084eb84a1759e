// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

namespace tuppence::paymentheaders {

/// What survives a crash.
struct ExchangeState
{
    deal::Offer offer; ///< the one that was paid
    net::Request sent; ///< the request with the transaction's hash
};

/// `original` with what proves the payment of `offer`; everything else is unchanged. `payload` is
/// what the chain wrote for the transaction (see deal::Signed). The network and the amount go back
/// in the seller's own spelling.
[[nodiscard]] net::Request withProof(const net::Request &original, const deal::Offer &offer,
                                     const QByteArray &payload);

/// JSON text; the body is in it as base64, header bytes as Latin-1 characters.
[[nodiscard]] QByteArray encodeState(const ExchangeState &state);

/// Malformed ("protocol.state"): not what encodeState() gives.
Result<ExchangeState> decodeState(const QByteArray &text);

} // namespace tuppence::paymentheaders
