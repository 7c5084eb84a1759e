// SPDX-License-Identifier: MIT
#include "core/payments/channels.h"

#include "core/ledger/ledger.h"
#include "core/ledger/vouchers.h"
#include "core/money/registry.h"

#include <algorithm>

namespace tuppence::payments {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> noChannel(const QByteArray &id)
{
    return fail(Error::Kind::Unsupported, "payments.no_channel",
                {{u"channel"_s, QString::fromLatin1(id)}});
}

/// What of the owner's channel is not as the seller asks for it; null: nothing.
const char *differenceTo(const money::Channel &channel, const deal::Offer &offer,
                         const deal::SignVoucher &asked)
{
    if (channel.asset.network != offer.network)
        return "network";
    if (channel.asset != asked.amount.asset)
        return "asset";
    const bool isOther =
        !asked.payee.isEmpty() && asked.payee.compare(channel.payee, Qt::CaseInsensitive) != 0;
    return isOther ? "payee" : nullptr;
}

/// The earlier one, where there are two.
std::optional<Time> earlier(const std::optional<Time> &one, const std::optional<Time> &other)
{
    return one && other ? std::min(one, other) : one ? one : other;
}

Error usedUp(const money::Channel &channel, const deal::SignVoucher &voucher, const Uint256 &given,
             const money::Registry &registry)
{
    const Uint256 left = channel.deposit.minus(given).value_or(Uint256());
    return {Error::Kind::Refused,
            "payments.channel_used_up",
            {{u"needed"_s, registry.display(voucher.amount)},
             {u"left"_s, registry.display({channel.asset, left})},
             {u"deposit"_s, registry.display({channel.asset, channel.deposit})}},
            {}};
}

/// As the terms of a payment over it name it.
QByteArray keyOf(const money::Channel &channel)
{
    deal::Terms terms;
    terms.network = channel.asset.network;
    terms.spender = channel.contract;
    terms.channel = channel.id;
    return ledger::channelKeyOf(terms);
}

} // namespace

const deal::SignVoucher *voucherIn(const std::optional<deal::Instruction> &instruction)
{
    return instruction ? std::get_if<deal::SignVoucher>(&*instruction) : nullptr;
}

Result<deal::Offer> overOwnChannel(deal::Offer offer, const money::Registry &registry, Time now)
{
    auto voucher = std::get<deal::SignVoucher>(*offer.instruction);
    const auto *channel = registry.channels().find(voucher.channel);
    if (!channel)
        return noChannel(voucher.channel);
    if (const char *member = differenceTo(*channel, offer, voucher))
        return fail(Error::Kind::Refused, "payments.channel_differs",
                    {{u"channel"_s, QString::fromLatin1(channel->id)},
                     {u"member"_s, QString::fromLatin1(member)}});
    voucher.payee = channel->payee;
    voucher.contract = channel->contract;
    voucher.deposit = channel->deposit;
    voucher.end = earlier(voucher.end, channel->expiry);
    if (voucher.end && *voucher.end <= now)
        return fail(Error::Kind::Refused, "chain.channel_over");
    offer.instruction = voucher;
    return offer;
}

Pending<Done> expectRoom(const deal::SignVoucher &voucher, const Rooms &rooms, QObject *scope)
{
    const auto *channel = rooms.registry->channels().find(voucher.channel);
    if (!channel)
        return failed<Done>(noChannel(voucher.channel).value());
    return andThen(givenOver(*channel, *rooms.ledger, scope), scope,
                   [voucher, channel, &rooms](const Uint256 &given) {
                       const auto upTo = given.plus(voucher.amount.units);
                       return upTo && *upTo <= channel->deposit
                           ? ready<Done>(Done {})
                           : failed<Done>(usedUp(*channel, voucher, given, *rooms.registry));
                   });
}

Pending<Uint256> givenOver(const money::Channel &channel, ledger::Ledger &ledger, QObject *scope)
{
    return andThen(ledger.highestVoucher(keyOf(channel)), scope,
                   [before = channel.signedBefore](const std::optional<Uint256> &highest) {
                       return ready<Uint256>(std::max(highest.value_or(0), before));
                   });
}

std::optional<ledger::ChannelBounds> boundsOf(const deal::Terms &terms,
                                              const money::Registry &registry)
{
    const auto *channel =
        terms.channel.isEmpty() ? nullptr : registry.channels().find(terms.channel);
    if (!channel)
        return std::nullopt;
    return ledger::ChannelBounds {channel->signedBefore, channel->deposit};
}

} // namespace tuppence::payments
