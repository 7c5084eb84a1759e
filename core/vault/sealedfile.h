// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/crypto/seal.h"

#include <QByteArrayList>

#include <optional>

namespace tuppence::vault {

/// How the data key is had from the owner's passphrase.
struct OwnerSlot
{
    crypto::PassphraseCost cost;
    QByteArray salt; ///< 16 bytes
    QByteArray dataKey; ///< sealed under what Argon2id gives

    friend bool operator==(const OwnerSlot &, const OwnerSlot &) = default;
};

/// What stands in vault.sealed: one JSON object that can be read, with everything secret sealed.
///
/// A random data key seals the secret; each slot holds that data key, sealed in its own way. The
/// text is canonical: whatever is not, byte for byte, what encode() gives is damaged.
///
/// The secret is the wallet's contents; or, where `note` has a name, a random key that seals them,
/// and they are in that note of the keychain. Then neither opens anything without the other, the
/// passphrase known or not, and nothing that is done to the file touches the note.
struct SealedFile
{
    static constexpr int newest = 2; ///< version 1: without a note

    quint32 firstAccount = 0; ///< index of the account that pays by default
    QByteArrayList addresses; ///< accounts 0, 1, …, EIP-55: public, known while locked
    QString note; ///< in the keychain; empty: there is none
    OwnerSlot owner;
    std::optional<QByteArray> unlockDataKey; ///< the data key, sealed under the unlock secret
    QByteArray secret; ///< sealed under the data key, with associatedBytes()

    friend bool operator==(const SealedFile &, const SealedFile &) = default;
};

/// With a checksum at its end, so that damage by chance is not taken for a wrong passphrase.
[[nodiscard]] QByteArray encode(const SealedFile &file);
/// Malformed "vault.damaged"; Unsupported "vault.version": written by a newer wallet.
Result<SealedFile> decodeSealedFile(QByteArrayView text);
/// Everything but the sealed secret, which authenticates it: nothing can be swapped on its own.
[[nodiscard]] QByteArray associatedBytes(const SealedFile &file);

} // namespace tuppence::vault
