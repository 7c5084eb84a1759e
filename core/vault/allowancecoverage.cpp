// SPDX-License-Identifier: MIT
#include "core/crypto/abi.h"
#include "core/deal/permit2.h"
#include "core/money/registry.h"
#include "core/vault/demands.h"
#include "core/vault/shapecoverage.h"

namespace tuppence::vault {

namespace {

using deal::EvmTransaction;
using deal::PermitTransfer;
using deal::SubmitAllowance;

/// Exactly approve(Permit2, units), and no coins beside it.
bool approves(const EvmTransaction &message, const Uint256 &units)
{
    const auto permit2 = evm::Address::parse(deal::permit2Contract).value();
    return message.value.isZero()
        && message.data
        == evm::abiCall("approve(address,uint256)",
                        {evm::AbiValue::address(permit2), evm::AbiValue::number(units)});
}

/// What is signed beside a permit says the same of it in another form.
struct AllowanceHolds
{
    const PermitTransfer &permit;
    const Case &given;

    /// A fee may have been approved for an approval that is not needed any more.
    Result<Done> operator()(std::monostate) const
    {
        const AssetAmount amount {given.terms.asset, given.terms.amount};
        return expectAll({{given.prepared.leaves == QList<AssetAmount> {amount}, "signer.fee"}});
    }

    /// Every other member of it is the permit's.
    Result<Done> operator()(const deal::TokenPermit &) const { return (*this)(std::monostate()); }

    Result<Done> operator()(const EvmTransaction &approval) const
    {
        return expectAll({
            {approval.chainId == permit.chainId, "signer.network"},
            {isSameAddress(approval.to, permit.token), "signer.asset"},
            {approves(approval, permit.amount), "signer.call"},
            {feeHolds(approval, given), "signer.fee"},
        });
    }
};

/// Nothing moves: what is allowed stands in the terms' URL, and nowhere else.
bool allowedHolds(const SubmitAllowance &instruction, const EvmTransaction &message,
                  const Case &given)
{
    const deal::Terms &terms = given.terms;
    return deal::allowedBy(terms) == instruction.allowed
        && instruction.allowed.asset.network == terms.network
        && approves(message, instruction.allowed.units);
}

bool tokenHolds(const SubmitAllowance &instruction, const EvmTransaction &message,
                const Case &given)
{
    return given.registry.asset(instruction.allowed.asset)
        && isSameAddress(message.to, instruction.allowed.asset.reference)
        && isSameAddress(message.to, given.terms.payee);
}

} // namespace

Result<Done> expectAllowanceCovered(const PermitTransfer &permit, const Case &given)
{
    return std::visit(AllowanceHolds {permit, given}, permit.allowance);
}

Result<Done> expectCovered(const SubmitAllowance &instruction, const EvmTransaction &message,
                           const Case &given)
{
    const deal::Terms &terms = given.terms;
    return expectAll({
        {isOnNetwork(message.chainId, given), "signer.network"},
        {isOwnAccount(given), "signer.account"},
        {instruction.coin == coinOf(given) && terms.asset == instruction.coin, "signer.asset"},
        {tokenHolds(instruction, message, given), "signer.payee"},
        {allowedHolds(instruction, message, given), "signer.call"},
        {terms.amount.isZero(), "signer.amount"},
        {feeHolds(message, given), "signer.fee"},
        {terms.spender.isEmpty(), "signer.spender"},
        {terms.validity.count() == 0, "signer.validity"},
    });
}

} // namespace tuppence::vault
