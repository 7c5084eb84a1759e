// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"
#include "core/protocols/x402/version.h"

namespace tuppence::x402 {

/// What a reply is compared with.
struct Bought
{
    Version version = Version::Two;
    deal::Offer offer; ///< the one that was paid
    QByteArray firstError; ///< the text in the challenge that was answered with the payment
};

/// What a reply to a request with a proof means (x402.md 2.1, 5.5, 12). It says nothing about
/// money.
///
/// 402 and 412: NewTerms where the seller's offers no longer hold the one that was paid and it
/// gives no code; else Withheld with the seller's reason; "x402.not_understood" where it just asks
/// for the same again, "x402.no_matching_offer" where it denies what it offers in the same breath,
/// "x402.seller_error" where it breaks the rules of asking. 431: Withheld "x402.header_refused".
/// Any other status: Delivered, an error of the seller's own too.
[[nodiscard]] deal::Step judge(const net::Response &reply, const Bought &bought);

} // namespace tuppence::x402
