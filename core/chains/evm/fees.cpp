// SPDX-License-Identifier: MIT
#include "core/chains/evm/fees.h"

#include <algorithm>

namespace tuppence::evm {

namespace {

/// What the contract's state may ask for by the time it runs: a quarter more.
Result<quint64> gasLimitOf(const Conditions &conditions)
{
    const quint64 gas = TRY(conditions.gas);
    if (gas > conditions.blockGasLimit)
        return fail(Error::Kind::OutOfRange, "number.out_of_range");
    return gas + std::min(gas / 4, conditions.blockGasLimit - gas);
}

Result<Uint256> aQuarterMore(const Uint256 &fee)
{
    const auto quarter = TRY(fee.dividedBy(4));
    return fee.plus(quarter);
}

Result<Fees> feesOf(const Conditions &conditions, quint64 gasLimit, const Uint256 &price)
{
    Fees fees {gasLimit, price, std::nullopt, {}};
    if (conditions.baseFee)
        fees.tip = conditions.tip;
    const auto gas = TRY(price.times(gasLimit));
    fees.total = TRY(gas.plus(conditions.l1Fee));
    return fees;
}

/// What a transaction has to offer to be taken soon.
Result<Uint256> leastPrice(const Conditions &conditions)
{
    if (!conditions.baseFee)
        return std::max(conditions.tip, conditions.leastPrice);
    const auto base = TRY(aQuarterMore(*conditions.baseFee));
    const auto price = TRY(base.plus(conditions.tip));
    return std::max(price, conditions.leastPrice);
}

} // namespace

Result<Fees> generousFees(const Conditions &conditions)
{
    const quint64 gasLimit = TRY(gasLimitOf(conditions));
    if (!conditions.baseFee) {
        const auto price = TRY(aQuarterMore(conditions.tip));
        return feesOf(conditions, gasLimit, std::max(price, conditions.leastPrice));
    }
    const auto now = TRY(conditions.baseFee->plus(conditions.tip));
    const auto price = TRY(now.times(2));
    return feesOf(conditions, gasLimit, std::max(price, conditions.leastPrice));
}

Result<Fees> feesWithin(const Conditions &conditions, const Uint256 &most)
{
    const quint64 gasLimit = TRY(gasLimitOf(conditions));
    const auto forGas = TRY(most.minus(conditions.l1Fee));
    const auto highest = TRY(forGas.dividedBy(gasLimit));
    const auto needed = TRY(leastPrice(conditions));
    if (needed > highest)
        return fail(Error::Kind::OutOfRange, "number.out_of_range");
    return feesOf(conditions, gasLimit, conditions.baseFee ? highest : needed);
}

Result<Uint256> leastCoins(const Conditions &conditions, const Uint256 &value)
{
    const auto price = TRY(leastPrice(conditions));
    const auto fees = TRY(feesOf(conditions, leastGas, price));
    return fees.total.plus(value);
}

} // namespace tuppence::evm
