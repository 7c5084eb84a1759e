// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

namespace tuppence::paymentheaders {

/// What a reply to the request with the transaction's hash, or the voucher, means. It says nothing
/// about money. Withheld reasons are Refused, "clawdnet.…", with the seller's text in data "text"
/// (plain, at most 200 characters; "HTTP 409" and the like where it says none):
///
/// 402: NewTerms where it asks for another price or payee than `paid`; else Withheld, "asks_again",
/// or "seller_error" where it breaks the rules of asking. 409 "hash_used", 410 "expired", 422
/// "invalid", for a voucher each of them "voucher": Withheld, unless X-Cost-Actual says that the
/// work was done: then the status is the service's own answer. Any other status: Delivered, an
/// error of the seller's own too.
///
/// Settlement::charged is X-Cost-Actual in units of the coin that was paid. Notes: Malformed
/// "clawdnet.cost" (no number, or more places than the coin has), Refused "clawdnet.cost_above"
/// (more than was paid). An answer with a status of 2xx may bring a pass: see cookiepass.h.
[[nodiscard]] deal::Step judge(const deal::Reply &reply, const deal::Offer &paid);

} // namespace tuppence::paymentheaders
