// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secp256k1.h"
#include "core/deal/unsigned.h"

namespace tuppence::vault {

/// The 32 bytes that are signed: of EIP-1559, or of EIP-155 where there is no priority fee.
///
/// Malformed "address.…": the receiver is no address.
[[nodiscard]] Result<QByteArray> digestOf(const deal::EvmTransaction &message);

/// Signs without asking what was approved: for VaultSigner alone, after it has compared every
/// field and found the `key` of the account that pays. 65 bytes: r, s (low), v = 27 or 28; the
/// chain that asked for it verifies it. Fails like digestOf().
[[nodiscard]] Result<QByteArray> signTransaction(const deal::EvmTransaction &message,
                                                 const crypto::PrivateKey &key);

} // namespace tuppence::vault
