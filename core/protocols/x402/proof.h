// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/challenge.h"
#include "core/deal/prepared.h"
#include "core/protocols/protocol.h"
#include "core/protocols/x402/version.h"

namespace tuppence::x402 {

/// The value of the proof header: base64 of the JSON that the reference clients write, members in
/// their order (x402.md 1.3, 2.2). The seller's own text of the chosen offer, of `resource` and of
/// each extension's `info` goes back byte for byte. In version 2 the extensions' `schema` is left
/// out where the value would otherwise pass 7 KiB: many proxies stop at 8.
[[nodiscard]] QByteArray proofValue(Version version, const deal::Challenge &challenge,
                                    const deal::Offer &offer, const deal::Signed &proof,
                                    const QByteArray &purchaseId);

/// `original` with the proof in place of any payment header it had; everything else is unchanged.
[[nodiscard]] net::Request withProof(const net::Request &original, Version version,
                                     const QByteArray &value);

} // namespace tuppence::x402
