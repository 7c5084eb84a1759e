// SPDX-License-Identifier: MIT
#include "core/crypto/abi.h"
#include "core/money/registry.h"
#include "core/vault/demands.h"
#include "core/vault/shapecoverage.h"

namespace tuppence::vault {

namespace {

using deal::EvmTransaction;
using deal::Prepared;
using deal::SubmitTransfer;
using deal::Terms;

/// What a transaction pays, read back out of the very bytes that are signed.
struct Payment
{
    QByteArray payee;
    Uint256 amount;
};

constexpr char transferSignature[] = "transfer(address,uint256)";

/// A call of a token: exactly transfer(payee, amount), and no coins beside it.
Result<Payment> tokenPayment(const EvmTransaction &message)
{
    const QByteArray selector = evm::abiSelector(transferSignature);
    if (!message.data.startsWith(selector) || !message.value.isZero())
        return fail(Error::Kind::Refused, "signer.call");
    const QByteArray arguments = message.data.sliced(selector.size());
    const auto payee = TRY(evm::AbiReader(arguments).address(0));
    const auto amount = TRY(evm::AbiReader(arguments).number(1));
    const QByteArray exactly = evm::abiCall(
        transferSignature, {evm::AbiValue::address(payee), evm::AbiValue::number(amount)});
    if (message.data != exactly)
        return fail(Error::Kind::Refused, "signer.call");
    return Payment {payee.toChecksummed(), amount};
}

/// The network's own coin: nothing is called.
Result<Payment> coinPayment(const EvmTransaction &message)
{
    if (!message.data.isEmpty())
        return fail(Error::Kind::Refused, "signer.call");
    return Payment {message.to, message.value};
}

bool assetHolds(const SubmitTransfer &instruction, const EvmTransaction &message, const Case &given,
                const std::optional<AssetId> &coin)
{
    const Terms &terms = given.terms;
    if (instruction.amount.asset != terms.asset)
        return false;
    if (terms.asset == coin)
        return true;
    return terms.asset.space == "erc20" && given.registry.asset(terms.asset)
        && isSameAddress(message.to, terms.asset.reference);
}

bool payeeHolds(const SubmitTransfer &instruction, const Payment &payment, const Terms &terms)
{
    return isSameAddress(payment.payee, terms.payee)
        && isSameAddress(instruction.payee, terms.payee);
}

bool amountHolds(const SubmitTransfer &instruction, const Payment &payment, const Terms &terms)
{
    return payment.amount == terms.amount && instruction.amount.units == terms.amount;
}

/// What the network may take by what is signed: all the gas at the highest price.
Result<Uint256> signedFee(const EvmTransaction &message)
{
    if (message.maxPriorityFeePerGas.value_or(0) > message.maxFeePerGas)
        return fail(Error::Kind::Refused, "signer.fee");
    return message.maxFeePerGas.times(message.gasLimit);
}

} // namespace

std::optional<AssetId> coinOf(const Case &given)
{
    const auto *network = given.registry.network(given.terms.network);
    return network && network->coin ? std::optional(network->coin->id) : std::nullopt;
}

bool isOwnAccount(const Case &given)
{
    return isSameAddress(given.prepared.from.address, given.terms.account.address);
}

bool feeHolds(const EvmTransaction &message, const Case &given)
{
    const Terms &terms = given.terms;
    const Prepared &prepared = given.prepared;
    const auto coin = coinOf(given);
    const auto fee = signedFee(message);
    if (!fee || !coin || prepared.leaves.size() != 2)
        return false;
    const AssetAmount &cost = prepared.leaves.at(1);
    const bool hasMore = given.registry.network(terms.network)->l1Fee;
    const bool coversGas = hasMore ? cost.units >= *fee : cost.units == *fee;
    return prepared.leaves.at(0) == AssetAmount {terms.asset, terms.amount} && cost.asset == *coin
        && coversGas && cost.units <= terms.highestFee;
}

Result<Done> expectCovered(const SubmitTransfer &instruction, const EvmTransaction &message,
                           const Case &given)
{
    const Terms &terms = given.terms;
    const auto coin = coinOf(given);
    const auto payment = terms.asset == coin ? coinPayment(message) : tokenPayment(message);
    return expectAll({
        {isOnNetwork(message.chainId, given), "signer.network"},
        {isOwnAccount(given), "signer.account"},
        {assetHolds(instruction, message, given, coin), "signer.asset"},
        {payment.has_value(), "signer.call"},
        {payment && payeeHolds(instruction, *payment, terms), "signer.payee"},
        {payment && amountHolds(instruction, *payment, terms), "signer.amount"},
        {feeHolds(message, given), "signer.fee"},
        {terms.spender.isEmpty(), "signer.spender"},
        {terms.validity.count() == 0, "signer.validity"},
        {!instruction.deadline || *instruction.deadline > given.now, "signer.deadline"},
    });
}

} // namespace tuppence::vault
