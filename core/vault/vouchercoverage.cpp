// SPDX-License-Identifier: MIT
#include "core/money/registry.h"
#include "core/vault/demands.h"
#include "core/vault/shapecoverage.h"

namespace tuppence::vault {

namespace {

using deal::ChannelVoucher;
using deal::SignVoucher;

/// What is compared, and the owner's own word on the channel.
struct Drawn
{
    const SignVoucher &instruction;
    const ChannelVoucher &message;
    const money::Channel &channel;
    const Case &given;
};

bool accountHolds(const Drawn &drawn)
{
    const QByteArray &account = drawn.given.terms.account.address;
    return isSameAddress(drawn.message.from, account)
        && isSameAddress(drawn.given.prepared.from.address, account)
        && (drawn.channel.payer.isEmpty() || isSameAddress(drawn.channel.payer, account));
}

bool assetHolds(const Drawn &drawn)
{
    const AssetId &asset = drawn.given.terms.asset;
    return drawn.instruction.amount.asset == asset && drawn.channel.asset == asset;
}

bool channelHolds(const Drawn &drawn)
{
    return drawn.instruction.channel == drawn.channel.id
        && drawn.message.channel == drawn.channel.id;
}

/// The contract decides what the signature counts for.
bool contractHolds(const Drawn &drawn)
{
    const QByteArray &contract = drawn.given.terms.spender;
    return isSameAddress(drawn.message.contract, contract)
        && isSameAddress(drawn.instruction.contract, contract)
        && isSameAddress(drawn.channel.contract, contract);
}

bool payeeHolds(const Drawn &drawn)
{
    const QByteArray &payee = drawn.given.terms.payee;
    return isSameAddress(drawn.instruction.payee, payee)
        && isSameAddress(drawn.channel.payee, payee);
}

/// The step is the one that was approved. Which vouchers there are stands in the ledger alone; but
/// none is good for less than its own step on top of what the owner knows of, nor for more than
/// the deposit.
bool amountHolds(const Drawn &drawn)
{
    const Uint256 &step = drawn.given.terms.amount;
    const auto least = drawn.channel.signedBefore.plus(step);
    return drawn.instruction.amount.units == step && !step.isZero() && least
        && drawn.message.amount >= *least && drawn.message.amount <= drawn.channel.deposit
        && drawn.instruction.deposit == drawn.channel.deposit;
}

bool isInTime(const Drawn &drawn)
{
    const Time now = drawn.given.now;
    return (!drawn.instruction.end || now < *drawn.instruction.end)
        && (!drawn.channel.expiry || now < *drawn.channel.expiry);
}

} // namespace

Result<Done> expectCovered(const SignVoucher &instruction, const ChannelVoucher &message,
                           const Case &given)
{
    const auto *channel = given.registry.channels().find(given.terms.channel);
    if (!channel)
        return fail(Error::Kind::Refused, "signer.channel");
    const Drawn drawn {instruction, message, *channel, given};
    return expectAll({
        {isOnNetwork(message.chainId, given), "signer.network"},
        {accountHolds(drawn), "signer.account"},
        {assetHolds(drawn), "signer.asset"},
        {channelHolds(drawn), "signer.channel"},
        {contractHolds(drawn), "signer.spender"},
        {payeeHolds(drawn), "signer.payee"},
        {amountHolds(drawn), "signer.amount"},
        {onlyAmountLeaves(given), "signer.fee"},
        {given.terms.validity.count() == 0, "signer.validity"},
        {message.nonce.isZero(), "signer.nonce"},
        {isInTime(drawn), "signer.deadline"},
    });
}

} // namespace tuppence::vault
