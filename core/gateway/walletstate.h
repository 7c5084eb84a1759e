// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/vault/vault.h"

namespace tuppence::gateway {

/// "none", "locked" or "unlocked".
[[nodiscard]] inline const char *walletState(const vault::Vault &vault)
{
    if (!vault.exists())
        return "none";
    return vault.isLocked() ? "locked" : "unlocked";
}

/// Where the sealed keys are: "keychain" or "file"; null where there is no wallet that can be read.
[[nodiscard]] inline Json keysPlace(const vault::Vault &vault)
{
    const auto place = vault.place();
    if (!place)
        return nullptr;
    return *place == vault::Place::Keychain ? "keychain" : "file";
}

} // namespace tuppence::gateway
