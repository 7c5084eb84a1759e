// SPDX-License-Identifier: MIT
#pragma once

#include "core/money/channel.h"
#include "core/money/shelf.h"

#include <QReadWriteLock>

namespace tuppence::money {

class Registry;

/// The payment channels that the owner added, in that order. Any thread may use it. What find()
/// points to lives as long as the list and never changes, even where it is taken away meanwhile.
class ChannelList
{
public:
    [[nodiscard]] QList<Channel> all() const;
    /// By its id in small letters. Null: none.
    [[nodiscard]] const Channel *find(const QByteArray &id) const;

    /// Whether the owner may. Refused: "money.known_channel" {channel}; "money.network_first"
    /// {network} and "money.channel_asset" {asset}: `registry` does not know the network, or what
    /// is in the channel; "money.own_text" {member}.
    [[nodiscard]] Result<Done> mayAdd(const Channel &channel, const Registry &registry) const;
    /// Fails like mayAdd().
    [[nodiscard]] Result<Done> add(Channel channel, const Registry &registry);
    /// Refused "money.unknown_channel" {channel}.
    [[nodiscard]] Result<Done> remove(const QByteArray &id);

private:
    mutable QReadWriteLock m_lock;
    Shelf<Channel> m_channels;
};

} // namespace tuppence::money
