// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/transferstate.h"

namespace tuppence::paymentheaders {

/// In every request with a proof.
inline constexpr auto hashHeader = "X-Payment-Hash";

/// See TransferDialect. The network and the amount go back in the seller's own spelling.
[[nodiscard]] net::Request withProof(const net::Request &original, const deal::Offer &offer,
                                     const QByteArray &payload);

} // namespace tuppence::paymentheaders
