// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secret.h"

#include <QByteArray>

#include <initializer_list>
#include <memory>

namespace tuppence::crypto {

/// HMAC-SHA-512 of public bytes under one secret key (RFC 2104). What it gives is no secret, as
/// that of hmacSha512() is.
class Mac
{
public:
    /// The key is taken in once; what is derived from it is wiped in the end.
    explicit Mac(Bytes key);
    ~Mac();
    Q_DISABLE_COPY_MOVE(Mac)

    /// 64 bytes, of `parts` one behind the other.
    [[nodiscard]] QByteArray of(std::initializer_list<QByteArrayView> parts) const;

private:
    struct State;

    std::unique_ptr<State> m_state;
};

} // namespace tuppence::crypto
