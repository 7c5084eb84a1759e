// SPDX-License-Identifier: MIT
#include "core/crypto/eip55.h"
#include "core/gateway/additions.h"
#include "core/gateway/ownentries.h"
#include "core/ledger/ledger.h"
#include "core/money/registry.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// The owner's payment channels.

namespace tuppence::gateway {

namespace {

tl::unexpected<Error> wrong(const money::Channel &channel, const char *member)
{
    return fail(Error::Kind::Malformed, "money.entry",
                {{u"entry"_s, QString::fromLatin1(channel.id)},
                 {u"member"_s, QString::fromLatin1(member)}});
}

/// In the one spelling that every other address is compared with. Nobody has the address zero.
Result<Done> spell(QByteArray &address, const money::Channel &channel, const char *member)
{
    const auto spelled = evm::Address::checksummed(address);
    if (!spelled || *spelled == evm::Address().toChecksummed())
        return wrong(channel, member);
    address = *spelled;
    return Done {};
}

tl::unexpected<Error> inChannel(const QByteArray &entry, const money::Channel &channel)
{
    return fail(Error::Kind::Refused, "gateway.in_channel",
                {{u"entry"_s, QString::fromLatin1(entry)},
                 {u"channel"_s, QString::fromLatin1(channel.id)}});
}

} // namespace

Result<money::Channel> Additions::channelFrom(const Json &entry, const money::Registry &registry)
{
    if (entry.dump(-1, ' ', false, Json::error_handler_t::replace).size() > size_t(longestEntry))
        return fail(Error::Kind::Malformed, "gateway.params", {{u"name"_s, u"entry"_s}});
    auto channel = money::readChannel(entry, registry);
    if (!channel) {
        // The words of "money.registry" are for the files that the program carries with it.
        channel.error().code = "money.entry";
        return channel;
    }
    TRY(spell(channel->contract, *channel, "contract"));
    TRY(spell(channel->payee, *channel, "payee"));
    if (!channel->payer.isEmpty())
        TRY(spell(channel->payer, *channel, "payer"));
    if (channel->asset.space == "erc20")
        TRY(spell(channel->asset.reference, *channel, "asset"));
    return channel;
}

Pending<QList<Error>> Additions::loadChannels(const QList<Error> &warnings)
{
    const auto add = [this](const Json &entry) {
        return channelFrom(entry, m_registry).and_then([this](const money::Channel &channel) {
            return m_registry.channels().add(channel, m_registry);
        });
    };
    return andThen(m_ledger.setting(m_channels.setting), this,
                   [this, add, warnings](const std::optional<QByteArray> &channels) {
                       const auto more = take(m_channels, channels, add);
                       return ready<QList<Error>>(warnings + more + verify());
                   });
}

Pending<Done> Additions::addChannel(const Json &entry)
{
    const auto channel = channelFrom(entry, m_registry);
    if (!channel)
        return failed<Done>(channel.error());
    const bool saysSigned = member(entry, "signed");
    return inTurn([this, saysSigned, channel = *channel] {
        if (const auto may = m_registry.channels().mayAdd(channel, m_registry); !may)
            return failed<Done>(may.error());
        // What was signed over it may have stood in the ledger that was there before this one.
        if (!saysSigned && (m_ledger.setAside() || m_ledger.restored()))
            return failed<Done>({Error::Kind::Refused, "gateway.signed_needed", {}, {}});
        const auto sealed = sealedFor(m_channels, money::toJson(channel));
        if (!sealed)
            return failed<Done>(sealed.error());
        return andThen(append(m_channels, *sealed), this, [this, channel](Done) {
            return ready(m_registry.channels().add(channel, m_registry));
        });
    });
}

Pending<Done> Additions::removeChannel(const QByteArray &text)
{
    return inTurn([this, id = text.toLower()] {
        const bool isKnown = m_registry.channels().find(id);
        if (!isKnown && !hasEntry(m_channels.entries, id))
            return failed<Done>({Error::Kind::Refused,
                                 "money.unknown_channel",
                                 {{u"channel"_s, QString::fromUtf8(id)}},
                                 {}});
        return andThen(erase(m_channels, id), this, [this, id, isKnown](Done) {
            return isKnown ? ready(m_registry.channels().remove(id)) : ready<Done>(Done {});
        });
    });
}

Result<Done> Additions::expectNoChannelIn(const NetworkId &network) const
{
    for (const money::Channel &channel : m_registry.channels().all()) {
        if (channel.asset.network == network)
            return inChannel(network.toString(), channel);
    }
    return Done {};
}

Result<Done> Additions::expectNoChannelIn(const AssetId &token) const
{
    for (const money::Channel &channel : m_registry.channels().all()) {
        if (channel.asset == token)
            return inChannel(token.toString(), channel);
    }
    return Done {};
}

} // namespace tuppence::gateway
