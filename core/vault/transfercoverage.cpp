// SPDX-License-Identifier: MIT
#include "core/money/registry.h"
#include "core/vault/demands.h"
#include "core/vault/shapecoverage.h"
#include "core/vault/transfersignature.h"

namespace tuppence::vault {

namespace {

using deal::AuthorizeTransfer;
using deal::Prepared;
using deal::Terms;
using deal::TransferAuthorization;

constexpr qsizetype nonceBytes = 32;

bool accountHolds(const Prepared &prepared, const TransferAuthorization &message,
                  const Terms &terms)
{
    return isSameAddress(message.from, terms.account.address)
        && isSameAddress(prepared.from.address, terms.account.address);
}

bool assetHolds(const AuthorizeTransfer &instruction, const TransferAuthorization &message,
                const Terms &terms)
{
    return terms.asset.space == "erc20" && instruction.amount.asset == terms.asset
        && isSameAddress(message.token, terms.asset.reference);
}

/// A token's contract accepts a signature under its own name and version alone; a seller's word
/// for them could make the signature count elsewhere.
bool domainHolds(const TransferAuthorization &message, const Terms &terms,
                 const money::Registry &registry)
{
    const auto *asset = registry.asset(terms.asset);
    return asset && message.domainName == asset->name && message.domainVersion == asset->version
        && domainSeparatorOf(message) == asset->domainSeparator;
}

bool payeeHolds(const AuthorizeTransfer &instruction, const TransferAuthorization &message,
                const Terms &terms)
{
    return isSameAddress(message.to, terms.payee) && isSameAddress(instruction.payee, terms.payee);
}

bool amountHolds(const AuthorizeTransfer &instruction, const TransferAuthorization &message,
                 const Terms &terms)
{
    return message.value == terms.amount && instruction.amount.units == terms.amount;
}

bool validityHolds(const AuthorizeTransfer &instruction, const TransferAuthorization &message,
                   const Terms &terms, Time now)
{
    return instruction.validity <= terms.validity && message.validBefore > now
        && message.validBefore <= now + terms.validity
        && (!instruction.end || message.validBefore <= *instruction.end);
}

bool nonceHolds(const AuthorizeTransfer &instruction, const TransferAuthorization &message)
{
    return message.nonce.size() == nonceBytes
        && (instruction.nonce.isEmpty() || message.nonce == instruction.nonce);
}

} // namespace

Result<Done> expectCovered(const AuthorizeTransfer &instruction,
                           const TransferAuthorization &message, const Case &given)
{
    const Prepared &prepared = given.prepared;
    const Terms &terms = given.terms;
    return expectAll({
        {isOnNetwork(message.chainId, given), "signer.network"},
        {accountHolds(prepared, message, terms), "signer.account"},
        {assetHolds(instruction, message, terms), "signer.asset"},
        {domainHolds(message, terms, given.registry), "signer.domain"},
        {payeeHolds(instruction, message, terms), "signer.payee"},
        {amountHolds(instruction, message, terms), "signer.amount"},
        {onlyAmountLeaves(given), "signer.fee"},
        {terms.spender.isEmpty(), "signer.spender"},
        {message.validAfter <= given.now, "signer.valid_after"},
        {validityHolds(instruction, message, terms, given.now), "signer.validity"},
        {nonceHolds(instruction, message), "signer.nonce"},
    });
}

} // namespace tuppence::vault
