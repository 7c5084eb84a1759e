// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

namespace tuppence::paymentauth {

/// What survives a crash: the request exactly as it was, or will be, sent, and what was paid.
struct ExchangeState
{
    deal::Offer offer;
    net::Request sent; ///< with its credential
};

/// JSON text; the body is in it as base64, header bytes as Latin-1 characters.
[[nodiscard]] QByteArray encodeState(const ExchangeState &state);
/// Malformed ("protocol.state"): not what encodeState() gives.
Result<ExchangeState> decodeState(const QByteArray &text);

/// `original` with the credential that pays `offer`: `payload` is what the chain gave for it. The
/// challenge goes back in the seller's own spelling.
[[nodiscard]] net::Request withCredential(const net::Request &original, const deal::Offer &offer,
                                          const QByteArray &payload);

} // namespace tuppence::paymentauth
