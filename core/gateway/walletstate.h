// SPDX-License-Identifier: MIT
#pragma once

#include "core/vault/vault.h"

namespace tuppence::gateway {

/// "none", "locked" or "unlocked".
[[nodiscard]] inline const char *walletState(const vault::Vault &vault)
{
    if (!vault.exists())
        return "none";
    return vault.isLocked() ? "locked" : "unlocked";
}

} // namespace tuppence::gateway
