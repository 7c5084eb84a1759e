// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/chain.h"
#include "core/chains/evm/conditions.h"

namespace tuppence::evm {

/// What any transaction needs at least (Ethereum's yellow paper, appendix G).
constexpr quint64 leastGas = 21'000;

/// What is signed of fees, and what it comes to.
struct Fees
{
    quint64 gasLimit = 0;
    Uint256 price; ///< per gas, at most
    std::optional<Uint256> tip; ///< none: the network has no base fee
    Uint256 total; ///< all gas at that price, and what the network takes beside it

    friend bool operator==(const Fees &, const Fees &) = default;
};

/// What is shown to the owner as the highest fee: with room for base fee and tip to double, or for
/// a gas price to rise by a quarter, and with a quarter of the gas to spare.
///
/// OutOfRange: past 2^256 - 1. Errors of `conditions.gas`.
[[nodiscard]] Result<Fees> generousFees(const Conditions &conditions);

/// What is signed when all of it may come to `most`.
///
/// With a base fee the price is all that `most` allows: only base fee and tip are ever paid, and a
/// transaction that is not in a block soon is not replaced by a dearer one, so room for the base
/// fee is what brings it there. Without one the price itself is paid: today's.
///
/// OutOfRange: `most` is less than it needs now, with room for the base fee to rise by a quarter
/// (two full blocks). Errors of `conditions.gas`.
[[nodiscard]] Result<Fees> feesWithin(const Conditions &conditions, const Uint256 &most);

/// The least coins that any transaction would have to find now, `value` included. OutOfRange: past
/// 2^256 - 1.
[[nodiscard]] Result<Uint256> leastCoins(const Conditions &conditions, const Uint256 &value);

} // namespace tuppence::evm
