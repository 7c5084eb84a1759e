// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secp256k1.h"
#include "core/deal/unsigned.h"

namespace tuppence::vault {

/// The 32 bytes that are signed: EIP-712 over Voucher(bytes32 channelId,uint256 amount,uint256
/// nonce), under the name "x402 Payment Channel", version "1", and the channel's contract
/// (docs/protocols/paymentheaders.md).
///
/// Malformed "address.…", "hex.…": a field is no address, or the channel has no such id.
[[nodiscard]] Result<QByteArray> digestOf(const deal::ChannelVoucher &message);

/// Signs without asking what was approved: for VaultSigner alone, after it has compared every field
/// and found the `key` of `message.from`. 65 bytes: r, s (low), v = 27 or 28; the chain that asked
/// for it verifies it. Fails like digestOf().
[[nodiscard]] Result<QByteArray> signVoucher(const deal::ChannelVoucher &message,
                                             const crypto::PrivateKey &key);

} // namespace tuppence::vault
