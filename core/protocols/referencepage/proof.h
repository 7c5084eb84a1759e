// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/transferstate.h"

namespace tuppence::referencepage {

/// In every request with a proof.
inline constexpr auto proofHeader = "X-Payment";

/// See TransferDialect. The proof is base64 of JSON and holds both the signed transaction and its
/// hash; network, currency and recipient go back in the seller's own spelling.
[[nodiscard]] net::Request withProof(const net::Request &original, const deal::Offer &offer,
                                     const QByteArray &payload);

} // namespace tuppence::referencepage
