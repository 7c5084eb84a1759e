// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secret.h"

namespace tuppence::vault {

/// An unlock secret (32 bytes) as it stands in a file: 64 hexadecimal digits.
[[nodiscard]] crypto::Secret unlockTextOf(const crypto::Secret &key);
/// White space around the digits is let pass. Refused "vault.wrong_unlock_secret": anything else.
[[nodiscard]] Result<crypto::Secret> parseUnlockText(crypto::Bytes text);

} // namespace tuppence::vault
