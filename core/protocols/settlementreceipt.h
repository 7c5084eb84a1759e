// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

namespace tuppence {

/// What a server says about settlement (x402.md 1.4, 2.2, dialects.md 5.2): a claim, never a fact.
struct SettlementReceipt
{
    std::optional<bool> success; ///< none: it does not say
    QByteArray errorReason; ///< the server's code or text; empty: none given
    QByteArray network; ///< in the server's spelling; empty: none given
    deal::Settlement settlement; ///< `charged` only where success is claimed
};

/// Reads PAYMENT-RESPONSE, else X-PAYMENT-RESPONSE. The transaction may be called `transaction`,
/// `transactionHash` or `txHash`. No value: neither header is there.
///
/// Malformed ("x402.receipt"): not base64 of a JSON object, a `success` that is neither true nor
/// false, or above 64 KiB. A delivery stands all the same.
[[nodiscard]] std::optional<Result<SettlementReceipt>>
readSettlementReceipt(const net::Headers &headers);

} // namespace tuppence
