// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secp256k1.h"
#include "core/deal/unsigned.h"

namespace tuppence::money {
class Registry;
struct Asset;
} // namespace tuppence::money

namespace tuppence::vault {

/// The token that the cancellation is brought to; null: the registry does not know it.
[[nodiscard]] const money::Asset *tokenOf(const deal::AuthorizationCancellation &message,
                                          const money::Registry &registry);

/// Signs without asking what was approved: for VaultSigner alone, after it has compared every field
/// and found the `key` of `message.authorizer`. 130 bytes: the signature of EIP-3009's
/// CancelAuthorization, and that of the transaction which brings it to the token; each r, s (low),
/// v = 27 or 28. The chain that asked for them verifies both.
///
/// Malformed "address.…", OutOfRange "typed.…": a field of another form. Refused "signer.asset":
/// tokenOf() is null.
[[nodiscard]] Result<QByteArray> signCancellation(const deal::AuthorizationCancellation &message,
                                                  const money::Registry &registry,
                                                  const crypto::PrivateKey &key);

} // namespace tuppence::vault
