// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secret.h"

#include <QByteArray>

namespace tuppence::crypto {

/// The key with which a client proves who it is (RFC 8032).
class Ed25519Key
{
public:
    [[nodiscard]] static Ed25519Key generate();
    /// OutOfRange "key.seed_length": not 32 bytes.
    [[nodiscard]] static Result<Ed25519Key> fromSeed(const Secret &seed);

    /// 32 bytes.
    [[nodiscard]] const QByteArray &publicKey() const { return m_publicKey; }

    /// 64 bytes.
    [[nodiscard]] QByteArray sign(QByteArrayView message) const;
    /// The 32 bytes that fromSeed() takes.
    [[nodiscard]] Secret seed() const;

private:
    Ed25519Key(Secret secretKey, QByteArray publicKey)
        : m_secretKey(std::move(secretKey))
        , m_publicKey(std::move(publicKey))
    {
    }

    Secret m_secretKey; ///< 64 bytes: seed and public key
    QByteArray m_publicKey;
};

/// Refused "signature.mismatch": not a signature of `message` by the owner of `publicKey` (any
/// lengths that are none included).
[[nodiscard]] Result<Done> verifyEd25519(QByteArrayView publicKey, QByteArrayView message,
                                         QByteArrayView signature);

/// What two people compare: the first 8 bytes of the key's SHA-256 as "1a2b 3c4d 5e6f 7081".
[[nodiscard]] QString fingerprint(QByteArrayView publicKey);

} // namespace tuppence::crypto
