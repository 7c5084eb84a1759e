// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secp256k1.h"
#include "core/deal/signin.h"

namespace tuppence::vault {

/// The text that is signed, line by line (EIP-4361), without a line end at its end. It says what
/// its fields say only where expectCovered() has passed them.
///
/// Malformed "address.…": the account is none on EVM.
[[nodiscard]] Result<QByteArray> textOf(const deal::SignIn &message);

/// Signs without asking whether it may: for VaultSigner alone. 65 bytes: r, s (low), v = 27 or 28.
/// https://eips.ethereum.org/EIPS/eip-191
[[nodiscard]] Result<QByteArray> signSignIn(const deal::SignIn &message,
                                            const crypto::PrivateKey &key);

} // namespace tuppence::vault
