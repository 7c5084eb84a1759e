// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/uint256.h"
#include "core/crypto/eip55.h"

namespace tuppence::evm {

/// A transfer authorisation that was signed, as far as its fate needs it: what a handle stands for.
struct Authorization
{
    Address token;
    Address from;
    Address to;
    QByteArray nonce; ///< 32 bytes
    Time validBefore;
    Uint256 value;

    friend bool operator==(const Authorization &, const Authorization &) = default;
};

/// A version byte and the members one behind the other, each of its fixed size.
[[nodiscard]] QByteArray encode(const Authorization &authorization);
/// Malformed "chain.handle": not what encode() gives.
[[nodiscard]] Result<Authorization> decodeAuthorization(QByteArrayView encoded);

} // namespace tuppence::evm
