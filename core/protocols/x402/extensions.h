// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace tuppence::x402 {

/// Whether the `schema` of each extension goes back too; servers do not compare it (x402.md 2.3).
enum class Schema { Kept, Dropped };

/// The JSON text that answers the `extensions` of a challenge: the seller's bytes as they came,
/// `info` unchanged. Only "payment-identifier" gets an `info.id`, the purchase's, unless the seller
/// wrote one: on a conflict the seller's word stands. Extensions that nobody here knows are echoed,
/// never refused. Empty: there is nothing to answer.
///
/// `challenge` is the JSON text of the challenge, which readChallenge() has accepted.
[[nodiscard]] QByteArray answeredExtensions(const QByteArray &challenge,
                                            const QByteArray &purchaseId, Schema schema);

} // namespace tuppence::x402
