// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secret.h"

#include <QByteArray>

namespace tuppence::crypto {

/// A private key on secp256k1.
class PrivateKey
{
public:
    /// Takes 32 bytes. OutOfRange "key.out_of_range": another length, zero, or not below the
    /// order of the curve.
    [[nodiscard]] static Result<PrivateKey> create(Secret bytes);

    /// 65 bytes: 4, x, y.
    [[nodiscard]] QByteArray publicKey() const;
    /// 33 bytes: 2 or 3, x.
    [[nodiscard]] QByteArray compressedPublicKey() const;

    /// Signs a hash of 32 bytes: r, s (low), v = 27 or 28; 65 bytes. Deterministic (RFC 6979).
    /// Whoever lets it out recover()s the signer first: a signature that a fault in the machine
    /// spoiled can tell the key.
    ///
    /// OutOfRange "signature.hash_length": not 32 bytes.
    [[nodiscard]] Result<QByteArray> sign(QByteArrayView hash) const;

    /// The key plus `tweak` (32 bytes) modulo the order of the curve, as BIP-32 derives a child.
    /// OutOfRange "key.out_of_range": the sum is no key, or `tweak` is none of the curve's.
    [[nodiscard]] Result<PrivateKey> plus(Bytes tweak) const;

    [[nodiscard]] const Secret &bytes() const { return m_bytes; }

private:
    explicit PrivateKey(Secret bytes)
        : m_bytes(std::move(bytes))
    {
    }

    Secret m_bytes;
};

/// The public key (65 bytes) whose owner signed `hash`.
///
/// OutOfRange "signature.hash_length": `hash` is not 32 bytes. Malformed "signature.malformed":
/// not 65 bytes, v is neither 27 nor 28, or no key could have made it.
[[nodiscard]] Result<QByteArray> recover(QByteArrayView hash, QByteArrayView signature);

} // namespace tuppence::crypto
