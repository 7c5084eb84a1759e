// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

namespace tuppence::referencepage {

/// What a reply to the request with the proof means. It says nothing about money. Withheld reasons
/// are Refused:
///
/// Whatever is no 2xx and whose Payment-Response says that it failed: Withheld. 402 else: NewTerms
/// where it asks for another price or payee than `paid`, or Withheld. 400, 409, 410 and 422 without
/// a Payment-Response: Withheld. The reason is "x402.other" with the seller's text (plain, at most
/// 200 characters), or "x402.not_understood" and "x402.seller_error" where it gives none. Any other
/// status: Delivered.
///
/// Notes beside an answer: Malformed "x402.receipt"; Refused "x402.delivered_unsettled",
/// "x402.settled_elsewhere" (it names another network than the one that was paid on).
[[nodiscard]] deal::Step judge(const deal::Reply &reply, const deal::Offer &paid);

} // namespace tuppence::referencepage
