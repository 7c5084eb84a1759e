// SPDX-License-Identifier: MIT
#include "core/vault/coverage.h"

#include "core/crypto/eip55.h"
#include "core/money/registry.h"
#include "core/vault/transfersignature.h"

namespace tuppence::vault {

namespace {

using deal::AuthorizeTransfer;
using deal::Prepared;
using deal::Terms;
using deal::TransferAuthorization;

constexpr qsizetype nonceBytes = 32;

/// Compares as the chain does, which reads addresses in either spelling.
bool isSameAddress(const QByteArray &one, const QByteArray &other)
{
    if (one == other)
        return true;
    const auto address = evm::Address::parse(one);
    return address && address == evm::Address::parse(other);
}

bool networkHolds(const Prepared &prepared, const TransferAuthorization &message,
                  const Terms &terms)
{
    const NetworkId signedFor {"eip155", QByteArray::number(message.chainId)};
    return signedFor == terms.network && terms.asset.network == terms.network
        && terms.account.network == terms.network && prepared.from.network == terms.network;
}

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

/// The payee sends this one: nothing but the amount may leave.
bool feeHolds(const Prepared &prepared, const Terms &terms)
{
    return terms.highestFee.isZero()
        && prepared.leaves == QList<AssetAmount> {{terms.asset, terms.amount}};
}

bool validityHolds(const AuthorizeTransfer &instruction, const TransferAuthorization &message,
                   const Terms &terms, Time now)
{
    return instruction.validity <= terms.validity && message.validBefore > now
        && message.validBefore <= now + terms.validity;
}

struct Demand
{
    bool holds;
    const char *code;
};

} // namespace

Result<Done> expectCovered(const Prepared &prepared, const deal::Approval &approval,
                           const money::Registry &registry, Time now)
{
    const auto &terms = approval.terms;
    // With a second shape of either, this stops to compile until its fields are compared too.
    const auto compare = [&](const AuthorizeTransfer &instruction,
                             const TransferAuthorization &message) -> Result<Done> {
        const Demand demands[] = {
            {!approval.payment.isEmpty(), "signer.payment"},
            {networkHolds(prepared, message, terms), "signer.network"},
            {accountHolds(prepared, message, terms), "signer.account"},
            {assetHolds(instruction, message, terms), "signer.asset"},
            {domainHolds(message, terms, registry), "signer.domain"},
            {payeeHolds(instruction, message, terms), "signer.payee"},
            {amountHolds(instruction, message, terms), "signer.amount"},
            {feeHolds(prepared, terms), "signer.fee"},
            {terms.spender.isEmpty(), "signer.spender"},
            {message.validAfter <= now, "signer.valid_after"},
            {validityHolds(instruction, message, terms, now), "signer.validity"},
            {message.nonce.size() == nonceBytes, "signer.nonce"},
        };
        for (const auto &demand : demands) {
            if (!demand.holds)
                return fail(Error::Kind::Refused, demand.code);
        }
        return Done {};
    };
    return std::visit(compare, prepared.instruction, prepared.toSign);
}

} // namespace tuppence::vault
