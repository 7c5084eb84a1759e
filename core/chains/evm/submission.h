// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/uint256.h"
#include "core/crypto/eip55.h"

namespace tuppence::evm {

/// A transaction of ours that was signed, as far as its fate needs it: what a handle stands for.
struct Submission
{
    Address from;
    quint64 number = 0; ///< among the account's transactions: the nonce
    QByteArray hash; ///< 32 bytes
    std::optional<Address> token; ///< none: the network's own coin
    Address payee;
    Uint256 value; ///< units of the token or the coin
    Uint256 highestFee; ///< in the coin: what was set aside for it
    Uint256 price; ///< per gas, at most: what another one in its place has to outbid
    Uint256 tip; ///< per gas, on top of a base fee; likewise

    friend bool operator==(const Submission &, const Submission &) = default;
};

/// A version byte, other than an authorisation's, and the members one behind the other, each of its
/// fixed size.
[[nodiscard]] QByteArray encode(const Submission &submission);
/// Malformed "chain.handle": not what encode() gives.
[[nodiscard]] Result<Submission> decodeSubmission(QByteArrayView encoded);

} // namespace tuppence::evm
