// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/eip55.h"
#include "core/crypto/secp256k1.h"

#include <vector>

namespace tuppence::vault {

/// What the sealed secret holds: from it everything else is made.
struct Contents
{
    crypto::Secret answersKey; ///< 32 bytes
    crypto::Secret hmacKey; ///< 32 bytes; keys of rows in the ledger are derived from it
    crypto::Secret entropy; ///< 16 … 32 bytes, the recovery words in another spelling
};

/// The keys of an unlocked wallet; neither words nor seed are among them.
class Keyring
{
public:
    static constexpr quint32 accountCount = 5;

    /// Derives accounts 0 … accountCount - 1. Fails, for one secret in 2^127, like
    /// crypto::ExtendedKey; for no entropy of 16 … 32 bytes like crypto::sentenceOf().
    [[nodiscard]] static Result<Keyring> create(Contents contents);

    /// By index.
    [[nodiscard]] const std::vector<evm::Address> &addresses() const { return m_addresses; }

    /// Null: not an account of this wallet.
    [[nodiscard]] const crypto::PrivateKey *keyOf(const evm::Address &address) const;

    [[nodiscard]] const crypto::Secret &answersKey() const { return m_answersKey; }

    /// Authenticates the rows of limits; 32 bytes.
    [[nodiscard]] const crypto::Secret &limitsKey() const { return m_limitsKey; }

    /// Seals backups; 32 bytes, the same for the same recovery words.
    [[nodiscard]] const crypto::Secret &backupKey() const { return m_backupKey; }

private:
    Keyring() = default;

    std::vector<evm::Address> m_addresses;
    std::vector<crypto::PrivateKey> m_keys;
    crypto::Secret m_answersKey;
    crypto::Secret m_limitsKey;
    crypto::Secret m_backupKey;
};

} // namespace tuppence::vault
