// SPDX-License-Identifier: MIT
#include "core/crypto/seal.h"

#include "core/base/bytes.h"

#include <sodium.h>

namespace tuppence::crypto {

namespace {

constexpr qsizetype nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(sealKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(saltBytes == crypto_pwhash_argon2id_SALTBYTES);

Result<Done> expectCost(const PassphraseCost &cost)
{
    if (cost.memoryBytes < PassphraseCost::leastMemoryBytes
        || cost.passes < PassphraseCost::leastPasses)
        return fail(Error::Kind::Refused, "seal.weak_parameters");
    if (cost.memoryBytes > PassphraseCost::mostMemoryBytes
        || cost.passes > PassphraseCost::mostPasses)
        return fail(Error::Kind::OutOfRange, "seal.heavy_parameters");
    return Done {};
}

Result<Done> expectKey(const Secret &key)
{
    if (key.size() != sealKeyBytes)
        return fail(Error::Kind::OutOfRange, "seal.key_length");
    return Done {};
}

/// Opens into `plaintext`, which has the room of openedSize().
Result<Done> open(const Secret &key, QByteArrayView sealedBytes, QByteArrayView associated,
                  quint8 *plaintext)
{
    const Bytes nonce = bytesOf(sealedBytes.first(nonceBytes));
    const Bytes ciphertext = bytesOf(sealedBytes.sliced(nonceBytes));
    const Bytes other = bytesOf(associated);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plaintext, nullptr, nullptr, ciphertext.data(),
                                                   ciphertext.size(), other.data(), other.size(),
                                                   nonce.data(), key.view().data())
        != 0)
        return fail(Error::Kind::Refused, "seal.not_opened");
    return Done {};
}

Result<qsizetype> openedSize(const Secret &key, QByteArrayView sealedBytes)
{
    TRY(expectKey(key));
    if (sealedBytes.size() < nonceBytes + tagBytes)
        return fail(Error::Kind::Refused, "seal.not_opened");
    return sealedBytes.size() - nonceBytes - tagBytes;
}

} // namespace

Result<Secret> deriveKey(Bytes passphrase, QByteArrayView salt, const PassphraseCost &cost)
{
    TRY(expectCost(cost));
    if (salt.size() != saltBytes)
        return fail(Error::Kind::OutOfRange, "seal.salt_length");
    Secret key = Secret::create(sealKeyBytes);
    if (crypto_pwhash(key.bytes(), static_cast<size_t>(key.size()),
                      reinterpret_cast<const char *>(passphrase.data()), passphrase.size(),
                      bytesOf(salt).data(), cost.passes, cost.memoryBytes,
                      crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return fail(Error::Kind::Storage, "seal.no_memory");
    return key;
}

Result<QByteArray> seal(const Secret &key, Bytes plaintext, QByteArrayView associated)
{
    TRY(expectKey(key));
    QByteArray sealedBytes = randomBytes(nonceBytes);
    const QByteArray nonce = sealedBytes;
    sealedBytes.resize(nonceBytes + std::ssize(plaintext) + tagBytes);
    const Bytes other = bytesOf(associated);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        reinterpret_cast<quint8 *>(sealedBytes.data()) + nonceBytes, nullptr, plaintext.data(),
        plaintext.size(), other.data(), other.size(), nullptr, bytesOf(nonce).data(),
        key.view().data());
    return sealedBytes;
}

Result<Secret> openSecret(const Secret &key, QByteArrayView sealedBytes, QByteArrayView associated)
{
    const auto size = TRY(openedSize(key, sealedBytes));
    Secret plaintext = Secret::create(size);
    TRY(open(key, sealedBytes, associated, plaintext.bytes()));
    return plaintext;
}

Result<QByteArray> openBytes(const Secret &key, QByteArrayView sealedBytes,
                             QByteArrayView associated)
{
    const auto size = TRY(openedSize(key, sealedBytes));
    QByteArray plaintext(size, '\0');
    TRY(open(key, sealedBytes, associated, reinterpret_cast<quint8 *>(plaintext.data())));
    return plaintext;
}

} // namespace tuppence::crypto
