// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secp256k1.h"
#include "core/deal/unsigned.h"

namespace tuppence::vault {

/// The 32 bytes that are signed: EIP-712 over Permit2's PermitTransferFrom, or over its
/// PermitWitnessTransferFrom with the witness of x402 (x402.md 2.6), under Permit2's domain on the
/// message's network.
/// https://docs.uniswap.org/contracts/permit2/reference/signature-transfer
///
/// Malformed "address.…": a field is no address. Refused "signer.validity": a time before 1970.
[[nodiscard]] Result<QByteArray> digestOf(const deal::PermitTransfer &message);

/// Signs without asking what was approved: for VaultSigner alone, after it has compared every field
/// and found the `key` of `message.from`. 65 bytes: r, s (low), v = 27 or 28; the chain that asked
/// for it verifies it. Fails like digestOf().
[[nodiscard]] Result<QByteArray> signPermit(const deal::PermitTransfer &message,
                                            const crypto::PrivateKey &key);

} // namespace tuppence::vault
