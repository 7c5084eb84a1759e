// SPDX-License-Identifier: MIT
#include "core/gateway/additions.h"
#include "core/gateway/ownentries.h"
#include "core/money/registry.h"

using namespace Qt::StringLiterals;

// What the owner added, against whoever can write the ledger's file.

namespace tuppence::gateway {

namespace {

Error notSealed(const QByteArray &entry)
{
    return {Error::Kind::Storage, "gateway.unsealed", {{u"entry"_s, QString::fromUtf8(entry)}}, {}};
}

} // namespace

QList<Error> Additions::verify()
{
    const auto key = m_key();
    if (!key)
        return {};
    QList<Error> warnings;
    for (const Json &entry : m_channels.entries) {
        if (!isSound(entry, m_channels.setting, *key) && m_registry.channels().remove(idOf(entry)))
            warnings.append(notSealed(idOf(entry)));
    }
    for (const Json &entry : m_tokens.entries) {
        const auto id = AssetId::parse(idOf(entry));
        if (id && !isSound(entry, m_tokens.setting, *key) && m_registry.removeOwn(*id))
            warnings.append(notSealed(idOf(entry)));
    }
    for (const Json &entry : m_networks.entries) {
        const auto id = NetworkId::parse(idOf(entry));
        if (id && !isSound(entry, m_networks.setting, *key))
            warnings.append(takeOut(*id));
    }
    return warnings + takeOutChannels();
}

/// Of what is not known any more.
QList<Error> Additions::takeOutChannels()
{
    QList<Error> warnings;
    for (const money::Channel &channel : m_registry.channels().all()) {
        const auto *network = m_registry.network(channel.asset.network);
        const bool isCoin = network && network->coin && network->coin->id == channel.asset;
        if (!isCoin && !m_registry.asset(channel.asset) && m_registry.channels().remove(channel.id))
            warnings.append(notSealed(channel.id));
    }
    return warnings;
}

/// Where it is one of the owner's, with its tokens.
QList<Error> Additions::takeOut(const NetworkId &network)
{
    const auto *known = m_registry.network(network);
    if (!known || !known->own)
        return {};
    QList<Error> warnings;
    for (const money::Asset &token : m_registry.assetsOf(network)) {
        if (m_registry.removeOwn(token.id))
            warnings.append(notSealed(token.id.toString()));
    }
    if (m_registry.removeOwn(network))
        warnings.append(notSealed(network.toString()));
    return warnings;
}

} // namespace tuppence::gateway
