// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secp256k1.h"

#include <QList>

namespace tuppence::crypto {

/// A way from the master key to one key: "m/44'/60'/0'/0/7".
/// https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki
class KeyPath
{
public:
    /// Added to the index of a hardened child.
    static constexpr quint32 hardened = 0x80000000;

    /// Malformed "path.malformed": not "m" and at most 32 steps of `/[0-9]+'?` below 2^31, without
    /// leading zeros.
    [[nodiscard]] static Result<KeyPath> parse(QByteArrayView text);
    /// Account `index` of an Ethereum wallet: m/44'/60'/0'/0/`index` (BIP-44), `index` below 2^31.
    [[nodiscard]] static KeyPath ethereumAccount(quint32 index);

    [[nodiscard]] const QList<quint32> &steps() const { return m_steps; }

    [[nodiscard]] QByteArray toString() const;

    friend bool operator==(const KeyPath &, const KeyPath &) = default;

private:
    explicit KeyPath(QList<quint32> steps)
        : m_steps(std::move(steps))
    {
    }

    QList<quint32> m_steps;
};

/// A private key that has children. Only private derivation: a public key has none here.
class ExtendedKey
{
public:
    /// The master key of a seed. OutOfRange "key.seed_length": not 16 … 64 bytes.
    /// OutOfRange "key.out_of_range": one seed in 2^127 has no master key.
    [[nodiscard]] static Result<ExtendedKey> fromSeed(Bytes seed);

    /// OutOfRange "key.out_of_range": one index in 2^127 has no key.
    [[nodiscard]] Result<ExtendedKey> child(quint32 index) const;
    /// The key at the end of `path`, seen from this one. Fails like child().
    [[nodiscard]] Result<ExtendedKey> at(const KeyPath &path) const;

    [[nodiscard]] const PrivateKey &key() const { return m_key; }

    [[nodiscard]] PrivateKey takeKey() && { return std::move(m_key); }

    /// 32 bytes, as secret as the key.
    [[nodiscard]] const Secret &chainCode() const { return m_chainCode; }

private:
    ExtendedKey(PrivateKey key, Secret chainCode)
        : m_key(std::move(key))
        , m_chainCode(std::move(chainCode))
    {
    }

    PrivateKey m_key;
    Secret m_chainCode;
};

} // namespace tuppence::crypto
