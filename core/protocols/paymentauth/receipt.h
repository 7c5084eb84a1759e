// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

namespace tuppence::paymentauth {

/// What a seller says about settlement: a claim, never a fact.
struct Receipt
{
    std::optional<deal::Settlement> settlement;
    /// Malformed ("mpp.receipt"): not base64url of a JSON object, or above 64 KiB. Refused
    /// ("mpp.receipt_other"): of another method, challenge or network, or of no success.
    std::optional<Error> note;
};

/// Reads the header Payment-Receipt; nothing where there is none. `paid` is the offer that was
/// paid.
[[nodiscard]] Receipt receiptIn(const net::Headers &headers, const deal::Offer &paid);

} // namespace tuppence::paymentauth
