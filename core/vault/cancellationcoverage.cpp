// SPDX-License-Identifier: MIT
#include "core/crypto/abi.h"
#include "core/deal/permit2.h"
#include "core/money/registry.h"
#include "core/vault/cancellationsignature.h"
#include "core/vault/demands.h"
#include "core/vault/shapecoverage.h"

namespace tuppence::vault {

namespace {

using deal::AuthorizationCancellation;
using deal::EvmTransaction;
using deal::SubmitCancellation;
using deal::Terms;

constexpr qsizetype nonceBytes = 32;
constexpr char invalidateSignature[] = "invalidateUnorderedNonces(uint256,uint256)";

/// Nonces of Permit2, whichever they are: each serves only what this account signed.
bool invalidatesNonces(const EvmTransaction &message)
{
    const QByteArray selector = evm::abiSelector(invalidateSignature);
    if (!message.data.startsWith(selector))
        return false;
    const QByteArray arguments = message.data.sliced(selector.size());
    const auto word = evm::AbiReader(arguments).number(0);
    const auto mask = evm::AbiReader(arguments).number(1);
    return word && mask
        && message.data
        == evm::abiCall(invalidateSignature,
                        {evm::AbiValue::number(*word), evm::AbiValue::number(*mask)});
}

/// Nothing, sent to the account itself: it only takes the number of another transaction.
bool onlyTakesNumber(const EvmTransaction &message, const Terms &terms)
{
    return message.data.isEmpty() && isSameAddress(message.to, terms.account.address);
}

bool callHolds(const EvmTransaction &message, const Terms &terms)
{
    return onlyTakesNumber(message, terms)
        || (isSameAddress(message.to, deal::permit2Contract) && invalidatesNonces(message));
}

bool calleeHolds(const SubmitCancellation &instruction, const EvmTransaction &message,
                 const Terms &terms)
{
    return isSameAddress(message.to, terms.payee) && isSameAddress(instruction.callee, terms.payee);
}

bool coinHolds(const SubmitCancellation &instruction, const Case &given)
{
    return instruction.coin == coinOf(given) && given.terms.asset == instruction.coin;
}

/// What every transaction that cancels has to be like.
Result<Done> expectHarmless(const SubmitCancellation &instruction, const EvmTransaction &message,
                            const Case &given)
{
    const Terms &terms = given.terms;
    return expectAll({
        {isOnNetwork(message.chainId, given) && instruction.cancelled.network == terms.network,
         "signer.network"},
        {isOwnAccount(given), "signer.account"},
        {coinHolds(instruction, given), "signer.asset"},
        {calleeHolds(instruction, message, terms), "signer.payee"},
        {terms.amount.isZero() && message.value.isZero(), "signer.amount"},
        {feeHolds(message, given), "signer.fee"},
        {terms.spender.isEmpty(), "signer.spender"},
        {terms.validity.count() == 0, "signer.validity"},
    });
}

} // namespace

Result<Done> expectCovered(const SubmitCancellation &instruction, const EvmTransaction &message,
                           const Case &given)
{
    TRY(expectHarmless(instruction, message, given));
    return expectAll({{callHolds(message, given.terms), "signer.call"}});
}

Result<Done> expectCovered(const SubmitCancellation &instruction,
                           const AuthorizationCancellation &message, const Case &given)
{
    TRY(expectHarmless(instruction, message.transaction, given));
    const auto *token = tokenOf(message, given.registry);
    return expectAll({
        {isSameAddress(message.authorizer, given.terms.account.address), "signer.account"},
        {token && token->method == money::TransferMethod::Eip3009, "signer.call"},
        {message.transaction.data.isEmpty(), "signer.call"},
        {message.nonce.size() == nonceBytes, "signer.nonce"},
    });
}

} // namespace tuppence::vault
