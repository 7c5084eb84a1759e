// SPDX-License-Identifier: MIT
#include "core/crypto/secp256k1.h"

#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <array>
#include <memory>

namespace tuppence::crypto {

namespace {

constexpr qsizetype hashBytes = 32;
constexpr qsizetype keyBytes = 32;
constexpr qsizetype signatureBytes = 65;
constexpr int firstV = 27; // Ethereum's habit since Bitcoin's compact signatures

struct Destroy
{
    void operator()(secp256k1_context *context) const { secp256k1_context_destroy(context); }
};

using Context = std::unique_ptr<secp256k1_context, Destroy>;

/// Blinded with random numbers, so that timing and power do not tell the key. Never written to
/// again, so that all threads may share it.
const secp256k1_context *context()
{
    static const Context shared = [] {
        Context made(secp256k1_context_create(SECP256K1_CONTEXT_NONE));
        const Secret blinding = Secret::random(32);
        if (!secp256k1_context_randomize(made.get(), blinding.view().data()))
            qFatal("The elliptic-curve library could not be set up.");
        return made;
    }();
    return shared.get();
}

const quint8 *pointer(QByteArrayView bytes)
{
    return bytesOf(bytes).data();
}

QByteArray written(const secp256k1_pubkey &key, unsigned form)
{
    std::array<quint8, 65> bytes {};
    size_t size = bytes.size();
    secp256k1_ec_pubkey_serialize(context(), bytes.data(), &size, &key, form);
    return QByteArrayView(bytes.data(), static_cast<qsizetype>(size)).toByteArray();
}

QByteArray publicKeyOf(const Secret &bytes, unsigned form)
{
    secp256k1_pubkey key;
    if (!secp256k1_ec_pubkey_create(context(), &key, bytes.view().data()))
        qFatal("A private key was changed in memory."); // create() has accepted it
    return written(key, form);
}

auto notAKey()
{
    return fail(Error::Kind::OutOfRange, "key.out_of_range");
}

Result<Done> expectHash(QByteArrayView hash)
{
    if (hash.size() != hashBytes)
        return fail(Error::Kind::OutOfRange, "signature.hash_length");
    return Done {};
}

} // namespace

Result<PrivateKey> PrivateKey::create(Secret bytes)
{
    if (bytes.size() != keyBytes || !secp256k1_ec_seckey_verify(context(), bytes.view().data()))
        return notAKey();
    return PrivateKey(std::move(bytes));
}

QByteArray PrivateKey::publicKey() const
{
    return publicKeyOf(m_bytes, SECP256K1_EC_UNCOMPRESSED);
}

QByteArray PrivateKey::compressedPublicKey() const
{
    return publicKeyOf(m_bytes, SECP256K1_EC_COMPRESSED);
}

Result<QByteArray> PrivateKey::sign(QByteArrayView hash) const
{
    TRY(expectHash(hash));
    secp256k1_ecdsa_recoverable_signature made;
    // No nonce function of ours: the library's own is RFC 6979, and its s is always the low one.
    if (!secp256k1_ecdsa_sign_recoverable(context(), &made, pointer(hash), m_bytes.view().data(),
                                          nullptr, nullptr))
        qFatal("A private key was changed in memory."); // create() has accepted it
    QByteArray signature(signatureBytes, '\0');
    int recoveryId = 0;
    secp256k1_ecdsa_recoverable_signature_serialize_compact(
        context(), reinterpret_cast<quint8 *>(signature.data()), &recoveryId, &made);
    signature.back() = static_cast<char>(firstV + recoveryId);
    return signature;
}

Result<PrivateKey> PrivateKey::plus(Bytes tweak) const
{
    if (std::ssize(tweak) != keyBytes)
        return notAKey();
    Secret sum = m_bytes.clone();
    if (!secp256k1_ec_seckey_tweak_add(context(), sum.bytes(), tweak.data()))
        return notAKey();
    return PrivateKey(std::move(sum));
}

Result<QByteArray> recover(QByteArrayView hash, QByteArrayView signature)
{
    TRY(expectHash(hash));
    const auto malformed = fail(Error::Kind::Malformed, "signature.malformed");
    if (signature.size() != signatureBytes)
        return malformed;
    const int recoveryId = static_cast<quint8>(signature.back()) - firstV;
    if (recoveryId != 0 && recoveryId != 1)
        return malformed;
    secp256k1_ecdsa_recoverable_signature parsed;
    secp256k1_pubkey key;
    if (!secp256k1_ecdsa_recoverable_signature_parse_compact(context(), &parsed, pointer(signature),
                                                             recoveryId)
        || !secp256k1_ecdsa_recover(context(), &key, &parsed, pointer(hash)))
        return malformed;
    return written(key, SECP256K1_EC_UNCOMPRESSED);
}

} // namespace tuppence::crypto
