// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secp256k1.h"
#include "core/deal/instruction.h"

namespace tuppence::vault {

/// The 32 bytes that are signed: EIP-712 over EIP-3009's TransferWithAuthorization.
/// https://eips.ethereum.org/EIPS/eip-3009
///
/// Malformed "address.…": a field is no address. OutOfRange "typed.…": the nonce has not 32 bytes.
[[nodiscard]] Result<QByteArray> digestOf(const deal::TransferAuthorization &message);
/// 32 bytes: under which token and network the message counts. Malformed "address.…".
[[nodiscard]] Result<QByteArray> domainSeparatorOf(const deal::TransferAuthorization &message);

/// Signs without asking what was approved: for VaultSigner alone, after it has compared every
/// field. 65 bytes: r, s (low), v = 27 or 28; verified against `message.from`.
///
/// Fails like digestOf(). Refused "signer.foreign_account": the key is not that of `message.from`.
[[nodiscard]] Result<QByteArray> signTransfer(const deal::TransferAuthorization &message,
                                              const crypto::PrivateKey &key);

} // namespace tuppence::vault
