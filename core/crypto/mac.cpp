// SPDX-License-Identifier: MIT
#include "core/crypto/mac.h"

#include <sodium.h>

namespace tuppence::crypto {

struct Mac::State
{
    crypto_auth_hmacsha512_state state;
};

Mac::Mac(Bytes key)
    : m_state(std::make_unique<State>())
{
    crypto_auth_hmacsha512_init(&m_state->state, key.data(), key.size());
}

Mac::~Mac()
{
    sodium_memzero(m_state.get(), sizeof(State));
}

QByteArray Mac::of(std::initializer_list<QByteArrayView> parts) const
{
    State begun = *m_state;
    for (const QByteArrayView part : parts)
        crypto_auth_hmacsha512_update(&begun.state, bytesOf(part).data(), size_t(part.size()));
    QByteArray mac(crypto_auth_hmacsha512_BYTES, Qt::Uninitialized);
    crypto_auth_hmacsha512_final(&begun.state, reinterpret_cast<quint8 *>(mac.data()));
    sodium_memzero(&begun, sizeof begun);
    return mac;
}

} // namespace tuppence::crypto
