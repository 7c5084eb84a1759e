// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secp256k1.h"
#include "core/deal/unsigned.h"

namespace tuppence::vault {

/// The 32 bytes that are signed: EIP-712 over EIP-3009's TransferWithAuthorization, under the
/// `separator` of its domain.
/// https://eips.ethereum.org/EIPS/eip-3009
///
/// Malformed "address.…": a field is no address. OutOfRange "typed.…": the nonce has not 32 bytes.
[[nodiscard]] Result<QByteArray> digestOf(const deal::TransferAuthorization &message,
                                          const QByteArray &separator);
/// 32 bytes: under which token and network the message counts. Malformed "address.…".
[[nodiscard]] Result<QByteArray> domainSeparatorOf(const deal::TransferAuthorization &message);

/// Signs without asking what was approved: for VaultSigner alone, after it has compared every
/// field, seen that the `separator` is the message's, and found the `key` of `message.from`. 65
/// bytes: r, s (low), v = 27 or 28; the chain that asked for it verifies it. Fails like digestOf().
[[nodiscard]] Result<QByteArray> signTransfer(const deal::TransferAuthorization &message,
                                              const QByteArray &separator,
                                              const crypto::PrivateKey &key);

} // namespace tuppence::vault
