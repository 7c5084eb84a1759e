// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"
#include "core/base/json.h"
#include "core/base/uint256.h"

namespace tuppence {

/// What an offer has to say, and the codes of its errors.
struct Required
{
    const char *key;
    const char *missing; ///< it does not say it
    const char *wrong; ///< it says something that cannot be read
};

/// Malformed: the codes of `required`.
[[nodiscard]] Result<QByteArray> readText(const Json &object, const Required &required);

/// An address on an EVM network, in its checksummed spelling. Malformed: the codes of `required`,
/// and `mistyped` for one whose checksum does not fit.
[[nodiscard]] Result<QByteArray> readAddress(const Json &object, const Required &required,
                                             const char *mistyped);

/// Refused, where money would be lost with the payee: "x402.payee_zero", "x402.payee_is_token".
/// `token` is the reference of what is paid; both are checksummed.
[[nodiscard]] Result<Done> checkPayee(const QByteArray &payee, const QByteArray &token);

/// A number of smallest units: digits alone. Malformed "x402.amount": anything else. OutOfRange
/// "x402.amount_too_large": above 2^256 - 1.
[[nodiscard]] Result<Uint256> readUnits(const QByteArray &text);

/// Unsupported "x402.network": no network with Ethereum's machine.
[[nodiscard]] Result<Done> checkEvm(const NetworkId &network);

} // namespace tuppence
