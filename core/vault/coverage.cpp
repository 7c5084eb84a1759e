// SPDX-License-Identifier: MIT
#include "core/vault/coverage.h"

#include "core/vault/shapecoverage.h"

namespace tuppence::vault {

namespace {

/// An instruction is signed as the message that belongs to it, and as no other.
struct Comparison
{
    const Case &given;

    Result<Done> operator()(const deal::AuthorizeTransfer &instruction,
                            const deal::TransferAuthorization &message) const
    {
        return expectCovered(instruction, message, given);
    }

    Result<Done> operator()(const deal::AuthorizePermit2 &instruction,
                            const deal::PermitTransfer &message) const
    {
        return expectCovered(instruction, message, given);
    }

    Result<Done> operator()(const deal::SubmitTransfer &instruction,
                            const deal::EvmTransaction &message) const
    {
        return expectCovered(instruction, message, given);
    }

    Result<Done> operator()(const deal::SubmitAllowance &instruction,
                            const deal::EvmTransaction &message) const
    {
        return expectCovered(instruction, message, given);
    }

    Result<Done> operator()(const deal::SubmitCancellation &instruction,
                            const deal::EvmTransaction &message) const
    {
        return expectCovered(instruction, message, given);
    }

    Result<Done> operator()(const deal::SubmitCancellation &instruction,
                            const deal::AuthorizationCancellation &message) const
    {
        return expectCovered(instruction, message, given);
    }

    Result<Done> operator()(const deal::SignVoucher &instruction,
                            const deal::ChannelVoucher &message) const
    {
        return expectCovered(instruction, message, given);
    }

    template <class Instruction, class Message>
    Result<Done> operator()(const Instruction &, const Message &) const
    {
        return fail(Error::Kind::Refused, "signer.shape");
    }
};

} // namespace

bool isOnNetwork(quint64 chainId, const Case &given)
{
    const deal::Terms &terms = given.terms;
    const NetworkId signedFor {"eip155", QByteArray::number(chainId)};
    return signedFor == terms.network && terms.asset.network == terms.network
        && terms.account.network == terms.network && given.prepared.from.network == terms.network;
}

bool onlyAmountLeaves(const Case &given)
{
    const deal::Terms &terms = given.terms;
    return terms.highestFee.isZero()
        && given.prepared.leaves == QList<AssetAmount> {{terms.asset, terms.amount}};
}

Result<Done> expectCovered(const deal::Prepared &prepared, const deal::Approval &approval,
                           const money::Registry &registry, Time now)
{
    if (approval.payment.isEmpty())
        return fail(Error::Kind::Refused, "signer.payment");
    const bool isVoucher = std::holds_alternative<deal::SignVoucher>(prepared.instruction);
    if (!isVoucher && !approval.terms.channel.isEmpty())
        return fail(Error::Kind::Refused, "signer.channel");
    const Case given {prepared, approval.terms, registry, now};
    return std::visit(Comparison {given}, prepared.instruction, prepared.toSign);
}

} // namespace tuppence::vault
