// SPDX-License-Identifier: MIT
#pragma once

namespace tuppence::vault {

/// Says that the owner's passphrase was checked just now. Only Vault::proveOwner() makes one, it
/// cannot be copied, and a command of the owner takes it by value: one proof, one command.
class OwnerProof
{
public:
    OwnerProof(OwnerProof &&) noexcept = default;
    OwnerProof &operator=(OwnerProof &&) noexcept = default;
    OwnerProof(const OwnerProof &) = delete;
    OwnerProof &operator=(const OwnerProof &) = delete;
    ~OwnerProof() = default;

private:
    friend class Vault;
    OwnerProof() = default;
};

} // namespace tuppence::vault
