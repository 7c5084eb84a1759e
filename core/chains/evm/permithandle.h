// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/uint256.h"
#include "core/crypto/eip55.h"
#include "core/deal/instruction.h"

namespace tuppence::evm {

/// A permit for Permit2 that was signed, as far as its fate needs it: what a handle stands for.
struct Permit
{
    using Witness = deal::AuthorizePermit2::Witness;

    Address token;
    Address from;
    Address to; ///< who is paid; without a witness the spender, who may have it sent elsewhere
    Address spender;
    Uint256 nonce;
    Time deadline;
    Uint256 amount; ///< at most
    Witness witness = Witness::None;

    friend bool operator==(const Permit &, const Permit &) = default;
};

/// Permit2 keeps nonces as bits of words: the last byte of a nonce says which bit, the rest in
/// which word. https://docs.uniswap.org/contracts/permit2/reference/signature-transfer
struct NoncePlace
{
    Uint256 word; ///< its number
    Uint256 mask; ///< with that bit alone
};

[[nodiscard]] NoncePlace placeOf(const Uint256 &nonce);
/// Whether the bit is set in a word of 32 bytes.
[[nodiscard]] bool isIn(const NoncePlace &place, const QByteArray &word);

/// A version byte and the members one behind the other, each of its fixed size.
[[nodiscard]] QByteArray encode(const Permit &permit);
/// Malformed "chain.handle": not what encode() gives.
[[nodiscard]] Result<Permit> decodePermit(QByteArrayView encoded);
/// Whether it begins as what encode() gives.
[[nodiscard]] bool isPermit(QByteArrayView encoded);

} // namespace tuppence::evm
