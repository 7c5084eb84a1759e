// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/uint256.h"
#include "core/crypto/eip55.h"

#include <optional>

namespace tuppence::evm {

/// A transaction's fields. https://eips.ethereum.org/EIPS/eip-1559; without a priority fee one of
/// before, which names its network as https://eips.ethereum.org/EIPS/eip-155 says.
struct Transaction
{
    quint64 chainId = 0; ///< ≥ 1
    quint64 nonce = 0;
    Address to;
    Uint256 value; ///< of the network's own coin
    QByteArray data;
    quint64 gasLimit = 0;
    Uint256 maxFeePerGas; ///< the gas price of a transaction of before
    std::optional<Uint256> maxPriorityFeePerGas; ///< none: a transaction of before

    friend bool operator==(const Transaction &, const Transaction &) = default;
};

/// What is hashed and signed.
[[nodiscard]] QByteArray encode(const Transaction &transaction);
/// The 32 bytes that are signed: Keccak-256 of encode().
[[nodiscard]] QByteArray digestOf(const Transaction &transaction);
/// What goes to the network; its Keccak-256 is the transaction's hash.
///
/// Malformed "signature.malformed": `signature` is not 65 bytes (r, s, v) with v = 27 or 28.
[[nodiscard]] Result<QByteArray> encodeSigned(const Transaction &transaction,
                                              QByteArrayView signature);

} // namespace tuppence::evm
