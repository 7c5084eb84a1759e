// SPDX-License-Identifier: MIT
#include "core/money/channellist.h"

#include "core/base/plaintext.h"
#include "core/money/admission.h"
#include "core/money/registry.h"

namespace tuppence::money {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> refused(const char *code, const QString &member, const QByteArray &value)
{
    return fail(Error::Kind::Refused, code, {{member, QString::fromLatin1(value)}});
}

bool isKnown(const AssetId &asset, const Registry &registry)
{
    const auto *network = registry.network(asset.network);
    const bool isCoin = network && network->coin && network->coin->id == asset;
    return isCoin || registry.asset(asset);
}

} // namespace

QList<Channel> ChannelList::all() const
{
    const QReadLocker reading(&m_lock);
    QList<Channel> channels;
    for (const Channel *channel : m_channels.listed())
        channels.append(*channel);
    return channels;
}

const Channel *ChannelList::find(const QByteArray &id) const
{
    const QReadLocker reading(&m_lock);
    return m_channels.find(id);
}

Result<Done> ChannelList::mayAdd(const Channel &channel, const Registry &registry) const
{
    if (find(channel.id))
        return refused("money.known_channel", u"channel"_s, channel.id);
    if (!registry.network(channel.asset.network))
        return refused("money.network_first", u"network"_s, channel.asset.network.toString());
    if (!isKnown(channel.asset, registry))
        return refused("money.channel_asset", u"asset"_s, channel.asset.toString());
    if (plainText(channel.label.toUtf8(), longestOwnText) != channel.label)
        return refused("money.own_text", u"member"_s, "label");
    return Done {};
}

Result<Done> ChannelList::add(Channel channel, const Registry &registry)
{
    TRY(mayAdd(channel, registry));
    const QWriteLocker writing(&m_lock);
    m_channels.put(std::move(channel));
    return Done {};
}

Result<Done> ChannelList::remove(const QByteArray &id)
{
    const QWriteLocker writing(&m_lock);
    const Channel *channel = m_channels.find(id);
    if (!channel)
        return refused("money.unknown_channel", u"channel"_s, id);
    m_channels.takeAway(channel);
    return Done {};
}

} // namespace tuppence::money
