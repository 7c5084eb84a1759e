// SPDX-License-Identifier: MIT
#include "core/deal/permit2.h"
#include "core/money/registry.h"
#include "core/vault/demands.h"
#include "core/vault/shapecoverage.h"

namespace tuppence::vault {

namespace {

using deal::AuthorizePermit2;
using deal::PermitTransfer;
using deal::Prepared;
using deal::Terms;
using Witness = deal::AuthorizePermit2::Witness;

bool accountHolds(const Prepared &prepared, const PermitTransfer &message, const Terms &terms)
{
    return isSameAddress(message.from, terms.account.address)
        && isSameAddress(prepared.from.address, terms.account.address);
}

bool assetHolds(const AuthorizePermit2 &instruction, const PermitTransfer &message,
                const Terms &terms)
{
    return terms.asset.space == "erc20" && instruction.amount.asset == terms.asset
        && isSameAddress(message.token, terms.asset.reference);
}

/// The message binds what its instruction says it binds, in the form that the contract hashes.
bool witnessHolds(const AuthorizePermit2 &instruction, const PermitTransfer &message)
{
    if (instruction.witness == Witness::None)
        return !message.witness && instruction.facilitator.isEmpty();
    if (!message.witness)
        return false;
    if (instruction.witness == Witness::Payee)
        return message.witness->facilitator.isEmpty() && instruction.facilitator.isEmpty();
    return !instruction.facilitator.isEmpty()
        && isSameAddress(message.witness->facilitator, instruction.facilitator);
}

/// Without a witness the spender sends the money where it likes, and has to be the payee. With one
/// it has to be the contract that pays nobody but the payee.
bool spenderHolds(const AuthorizePermit2 &instruction, const PermitTransfer &message,
                  const Terms &terms)
{
    if (!isSameAddress(instruction.spender, message.spender))
        return false;
    if (instruction.witness == Witness::None)
        return terms.spender.isEmpty() && isSameAddress(message.spender, terms.payee);
    const char *const contract =
        instruction.witness == Witness::Payee ? deal::exactProxy : deal::uptoProxy;
    return isSameAddress(message.spender, contract)
        && isSameAddress(message.spender, terms.spender);
}

bool payeeHolds(const AuthorizePermit2 &instruction, const PermitTransfer &message,
                const Terms &terms)
{
    const QByteArray &paid = message.witness ? message.witness->to : message.spender;
    return isSameAddress(paid, terms.payee) && isSameAddress(instruction.payee, terms.payee);
}

bool amountHolds(const AuthorizePermit2 &instruction, const PermitTransfer &message,
                 const Terms &terms)
{
    return message.amount == terms.amount && instruction.amount.units == terms.amount;
}

bool validityHolds(const AuthorizePermit2 &instruction, const PermitTransfer &message,
                   const Terms &terms, Time now)
{
    return instruction.validity <= terms.validity && message.deadline > now
        && message.deadline <= now + terms.validity;
}

} // namespace

Result<Done> expectCovered(const AuthorizePermit2 &instruction, const PermitTransfer &message,
                           const Case &given)
{
    const Prepared &prepared = given.prepared;
    const Terms &terms = given.terms;
    TRY(expectAll({
        {isOnNetwork(message.chainId, given), "signer.network"},
        {accountHolds(prepared, message, terms), "signer.account"},
        {assetHolds(instruction, message, terms), "signer.asset"},
        {given.registry.asset(terms.asset) != nullptr, "signer.domain"},
        {witnessHolds(instruction, message), "signer.witness"},
        {spenderHolds(instruction, message, terms), "signer.spender"},
        {payeeHolds(instruction, message, terms), "signer.payee"},
        {amountHolds(instruction, message, terms), "signer.amount"},
        {!message.witness || message.witness->validAfter <= given.now, "signer.valid_after"},
        {validityHolds(instruction, message, terms, given.now), "signer.validity"},
    }));
    return expectAllowanceCovered(message, given);
}

} // namespace tuppence::vault
