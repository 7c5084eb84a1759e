// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

namespace tuppence::x402 {

/// What a server says about settlement (x402.md 1.4, 2.2): a claim, never a fact.
struct Receipt
{
    bool success = false;
    QByteArray errorReason; ///< the server's code or text; empty: none given
    deal::Settlement settlement; ///< `charged` only where success is claimed
};

/// Reads PAYMENT-RESPONSE, else X-PAYMENT-RESPONSE. No value: neither is there.
///
/// Malformed ("x402.receipt"): not base64 of a JSON object with a `success` that is true or false,
/// or above 64 KiB. A delivery stands all the same.
[[nodiscard]] std::optional<Result<Receipt>> readReceipt(const net::Headers &headers);

} // namespace tuppence::x402
