// SPDX-License-Identifier: MIT
#include "core/crypto/hash.h"

#include <QCryptographicHash>

#include <sodium.h>

#include <array>

namespace tuppence::crypto {

namespace {

constexpr size_t hmacBytes = crypto_auth_hmacsha512_BYTES;

/// HMAC with the key already in it; wiped at its end.
class Hmac
{
public:
    explicit Hmac(Bytes key) { crypto_auth_hmacsha512_init(&m_state, key.data(), key.size()); }

    Hmac(const Hmac &) = default;
    Hmac &operator=(const Hmac &) = default;

    ~Hmac() { sodium_memzero(&m_state, sizeof m_state); }

    void add(Bytes part) { crypto_auth_hmacsha512_update(&m_state, part.data(), part.size()); }

    void finish(quint8 *mac) { crypto_auth_hmacsha512_final(&m_state, mac); }

private:
    crypto_auth_hmacsha512_state m_state;
};

} // namespace

QByteArray keccak256(QByteArrayView open)
{
    QCryptographicHash hash(QCryptographicHash::Keccak_256);
    hash.addData(open);
    return hash.result();
}

QByteArray sha256(QByteArrayView open)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(open);
    return hash.result();
}

Secret sha256Secret(Bytes secret)
{
    Secret hash = Secret::create(crypto_hash_sha256_BYTES);
    crypto_hash_sha256(hash.bytes(), secret.data(), secret.size());
    return hash;
}

Secret hmacSha512(Bytes key, std::initializer_list<Bytes> parts)
{
    Secret mac = Secret::create(hmacBytes);
    Hmac hmac(key);
    for (const Bytes part : parts)
        hmac.add(part);
    hmac.finish(mac.bytes());
    return mac;
}

Secret pbkdf2HmacSha512(Bytes password, Bytes salt, int rounds)
{
    Q_ASSERT(rounds >= 1);
    constexpr std::array<quint8, 4> firstBlock {0, 0, 0, 1};
    const Hmac keyed(password);
    Secret sum = hmacSha512(password, {salt, firstBlock});
    Secret block = sum.clone();
    for (int round = 1; round < rounds; ++round) {
        Hmac hmac = keyed;
        hmac.add(block.view());
        hmac.finish(block.bytes());
        for (size_t i = 0; i < hmacBytes; ++i)
            sum.bytes()[i] ^= block.view()[i];
    }
    return sum;
}

} // namespace tuppence::crypto
