// SPDX-License-Identifier: MIT
#include "core/crypto/ed25519.h"

#include "core/crypto/hash.h"

#include <sodium.h>

namespace tuppence::crypto {

namespace {

quint8 *writable(QByteArray &bytes)
{
    return reinterpret_cast<quint8 *>(bytes.data());
}

} // namespace

Ed25519Key Ed25519Key::generate()
{
    return fromSeed(Secret::random(crypto_sign_SEEDBYTES)).value();
}

Result<Ed25519Key> Ed25519Key::fromSeed(const Secret &seed)
{
    if (seed.size() != crypto_sign_SEEDBYTES)
        return fail(Error::Kind::OutOfRange, "key.seed_length");
    Secret secretKey = Secret::create(crypto_sign_SECRETKEYBYTES);
    QByteArray publicKey(crypto_sign_PUBLICKEYBYTES, '\0');
    crypto_sign_seed_keypair(writable(publicKey), secretKey.bytes(), seed.view().data());
    return Ed25519Key(std::move(secretKey), std::move(publicKey));
}

QByteArray Ed25519Key::sign(QByteArrayView message) const
{
    QByteArray signature(crypto_sign_BYTES, '\0');
    const Bytes bytes = bytesOf(message);
    crypto_sign_detached(writable(signature), nullptr, bytes.data(), bytes.size(),
                         m_secretKey.view().data());
    return signature;
}

Secret Ed25519Key::seed() const
{
    return Secret::copyOf(m_secretKey.view().first(crypto_sign_SEEDBYTES));
}

Result<Done> verifyEd25519(QByteArrayView publicKey, QByteArrayView message,
                           QByteArrayView signature)
{
    const Bytes bytes = bytesOf(message);
    if (publicKey.size() != crypto_sign_PUBLICKEYBYTES || signature.size() != crypto_sign_BYTES
        || crypto_sign_verify_detached(bytesOf(signature).data(), bytes.data(), bytes.size(),
                                       bytesOf(publicKey).data())
            != 0)
        return fail(Error::Kind::Refused, "signature.mismatch");
    return Done {};
}

QString fingerprint(QByteArrayView publicKey)
{
    const QByteArray digits = sha256(publicKey).first(8).toHex();
    QByteArrayList groups;
    for (qsizetype at = 0; at < digits.size(); at += 4)
        groups.append(digits.mid(at, 4));
    return QString::fromLatin1(groups.join(' '));
}

} // namespace tuppence::crypto
