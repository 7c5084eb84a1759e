// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

namespace tuppence::paymentauth {

/// What a reply to `sent`, which carried a credential for `paid`, means. It says nothing about
/// money.
///
/// 402: NewTerms where the seller gives no reason and asks for something else now; else Withheld,
/// "mpp." + what its problem details say ("insufficient", "expired", "verification_failed",
/// "malformed_credential", "invalid_challenge", "other"), "not_understood" where it just asks for
/// the same again, "come_back" where it says when (Retry-After), "seller_error" where it breaks the
/// rules of asking. 400 with problem details of the scheme: Withheld "mpp.method_unsupported" or
/// "mpp.other". 431: Withheld "mpp.header_refused". Any other status is the seller's answer and
/// Delivered; 403 with the note "mpp.denied".
[[nodiscard]] deal::Step judge(const deal::Reply &reply, const deal::Carried &sent,
                               const deal::Offer &paid);

} // namespace tuppence::paymentauth
