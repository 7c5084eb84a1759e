// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secret.h"

#include <QByteArray>

namespace tuppence::crypto {

inline constexpr qsizetype sealKeyBytes = 32;
inline constexpr qsizetype saltBytes = 16;

/// What Argon2id (RFC 9106) costs whoever guesses a passphrase.
struct PassphraseCost
{
    static constexpr quint64 leastMemoryBytes = quint64 {64} << 20;
    static constexpr quint64 mostMemoryBytes = quint64 {1} << 30;
    static constexpr quint32 leastPasses = 3;
    static constexpr quint32 mostPasses = 20;

    quint64 memoryBytes = quint64 {256} << 20;
    quint32 passes = 3;

    friend bool operator==(const PassphraseCost &, const PassphraseCost &) = default;
};

/// A key of 32 bytes from a passphrase and `salt` (16 bytes) by Argon2id 1.3. Takes about a second:
/// not for a thread that answers somebody.
///
/// Refused "seal.weak_parameters": below 64 MiB or 3 passes. OutOfRange "seal.heavy_parameters":
/// above 1 GiB or 20 passes. OutOfRange "seal.salt_length". Storage "seal.no_memory": the machine
/// does not have that much memory left.
[[nodiscard]] Result<Secret> deriveKey(Bytes passphrase, QByteArrayView salt,
                                       const PassphraseCost &cost);

/// Encrypts with XChaCha20-Poly1305 under a random nonce: nonce (24), ciphertext, tag (16).
/// `associated` is not in it, but has to be the same for opening.
///
/// OutOfRange "seal.key_length": the key is not 32 bytes.
[[nodiscard]] Result<QByteArray> seal(const Secret &key, Bytes plaintext,
                                      QByteArrayView associated);

/// OutOfRange "seal.key_length". Refused "seal.not_opened": another key, other `associated`, or a
/// byte was changed; which of them cannot be known.
[[nodiscard]] Result<Secret> openSecret(const Secret &key, QByteArrayView sealedBytes,
                                        QByteArrayView associated);
/// The same for what is no secret in memory.
[[nodiscard]] Result<QByteArray> openBytes(const Secret &key, QByteArrayView sealedBytes,
                                           QByteArrayView associated);

} // namespace tuppence::crypto
