// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/prepared.h"

namespace tuppence::x402 {

/// Whether the `schema` of each extension goes back too; servers do not compare it (x402.md 2.3).
enum class Schema { Kept, Dropped };

/// What a payer has to say to extensions.
struct Answer
{
    QByteArray purchaseId;
    std::optional<deal::SignedAllowance> allowance;
    Schema schema = Schema::Kept;
};

/// The extension that takes an allowance of that kind (x402.md 2.6).
[[nodiscard]] QByteArray extensionFor(deal::SignedAllowance::Kind kind);

/// The JSON text that answers the `extensions` of a challenge: the seller's bytes as they came. Two
/// get more members behind the seller's own in their `info`: "payment-identifier" the purchase's
/// `id`, and the one that takes it the allowance. On a conflict the seller's word stands.
/// Extensions that nobody here knows are echoed, never refused. Empty: there is nothing to answer.
///
/// `challenge` is the JSON text of the challenge, which readChallenge() has accepted.
[[nodiscard]] QByteArray answeredExtensions(const QByteArray &challenge, const Answer &answer);

} // namespace tuppence::x402
