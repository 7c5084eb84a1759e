// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"

namespace tuppence::x402 {

/// What the extension "offer-receipt" has sellers sign (x402.md 3.4).
enum class Statement { Offer, Receipt };

/// What was signed; no value: `wrapped`, which is {"format","payload","signature"}, is of no known
/// form. Whether the signature is right is another question.
[[nodiscard]] std::optional<Json> statementIn(const Json &wrapped);

/// The 32 bytes that are signed in the form "eip712".
///
/// Malformed "typed.value": a member is missing, or not of its kind.
[[nodiscard]] Result<QByteArray> digestOf(Statement kind, const Json &statement);

/// Whether `payee`, an address on EVM, signed `wrapped`, which statementIn() reads.
///
/// Refused "x402.not_payees": somebody else did, or nobody. Unsupported, where that cannot be
/// checked: what expectSignedBy() of jws.h gives; "x402.signature_form": a signature of a contract.
[[nodiscard]] Result<Done> expectSignedBy(const QByteArray &payee, Statement kind,
                                          const Json &wrapped);

} // namespace tuppence::x402
