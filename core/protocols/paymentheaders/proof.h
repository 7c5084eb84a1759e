// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/transferstate.h"

namespace tuppence::paymentheaders {

/// In every request with the proof of a transfer, and with that of a voucher.
inline constexpr auto hashHeader = "X-Payment-Hash";
inline constexpr auto signatureHeader = "X-Payment-Signature";

/// See TransferDialect. The network goes back in the seller's own spelling. A transfer is proved by
/// its hash, with the seller's own amount; a voucher by its signature, with what it is good for.
[[nodiscard]] net::Request withProof(const net::Request &original, const deal::Offer &offer,
                                     const QByteArray &payload);

} // namespace tuppence::paymentheaders
