// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secp256k1.h"
#include "core/deal/unsigned.h"

namespace tuppence::vault {

/// Signs what goes beside a permit, without asking what was approved: for VaultSigner alone, after
/// it has compared every field. Empty: nothing does. Else 65 bytes: r, s (low), v = 27 or 28.
/// `separator`: the token's own, 32 bytes.
///
/// Malformed "address.…", OutOfRange "typed.…": a field of another form.
[[nodiscard]] Result<QByteArray> signAllowance(const deal::PermitTransfer &permit,
                                               const QByteArray &separator,
                                               const crypto::PrivateKey &key);

} // namespace tuppence::vault
