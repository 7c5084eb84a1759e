// SPDX-License-Identifier: MIT
#include "core/money/admission.h"

#include "core/base/plaintext.h"

#include <algorithm>

namespace tuppence::money {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> refused(const char *code, const QJsonObject &data)
{
    return fail(Error::Kind::Refused, code, data);
}

QString textOf(const auto &id)
{
    return QString::fromLatin1(id.toString());
}

Result<Done> expectVisible(const QString &text, const QString &member)
{
    if (text.isEmpty() || plainText(text.toUtf8(), longestOwnText) != text)
        return refused("money.own_text", {{u"member"_s, member}});
    return Done {};
}

/// A Cyrillic С makes no USDC; the sign in USD₮0 is not mistaken for anything.
bool mayBeInSymbol(QChar character)
{
    return character.isLetterOrNumber() || character.isMark() || character.isSurrogate()
        ? character.unicode() < 0x80
        : !character.isSpace();
}

} // namespace

const Asset *sameToken(const AssetId &id, const Shelf<Asset> &assets)
{
    return assets.findIf([&id](const Asset &other) {
        return other.id.network == id.network
            && other.id.reference.toLower() == id.reference.toLower();
    });
}

const Asset *sameSymbol(const Asset &asset, const Shelf<Asset> &assets)
{
    return assets.findIf([&asset](const Asset &other) {
        return other.id.network == asset.id.network
            && other.symbol.compare(asset.symbol, Qt::CaseInsensitive) == 0;
    });
}

Result<Done> mayJoin(const Network &network, const Shelf<Network> &networks)
{
    TRY(expectVisible(network.name, u"name"_s));
    if (network.coin)
        TRY(expectVisible(network.coin->symbol, u"symbol"_s));
    for (const RpcAddress &server : network.publicRpc)
        TRY(expectVisible(server.operatorName, u"operator"_s));
    if (const auto *known = networks.find(network.id))
        return refused("money.known_network",
                       {{u"network"_s, textOf(network.id)}, {u"name"_s, known->name}});
    const auto *namesake = networks.findIf([&network](const Network &other) {
        return other.name.compare(network.name, Qt::CaseInsensitive) == 0;
    });
    if (namesake)
        return refused("money.known_name",
                       {{u"name"_s, namesake->name}, {u"network"_s, textOf(namesake->id)}});
    return Done {};
}

Result<Done> mayJoin(const Asset &asset, const Shelf<Network> &networks, const Shelf<Asset> &assets)
{
    const auto *network = networks.find(asset.id.network);
    if (!network)
        return refused("money.network_first", {{u"network"_s, textOf(asset.id.network)}});
    if (const auto *known = sameToken(asset.id, assets))
        return refused("money.known_token",
                       {{u"token"_s, textOf(known->id)}, {u"symbol"_s, known->symbol}});
    if (asset.worth != Worth::Unknown)
        return refused("money.own_worth", {});
    TRY(expectVisible(asset.symbol, u"symbol"_s));
    TRY(expectVisible(asset.name, u"name"_s));
    TRY(expectVisible(asset.version, u"version"_s));
    if (!std::all_of(asset.symbol.cbegin(), asset.symbol.cend(), mayBeInSymbol))
        return refused("money.own_symbol", {{u"symbol"_s, asset.symbol}});
    if (network->coin && network->coin->symbol.compare(asset.symbol, Qt::CaseInsensitive) == 0)
        return refused("money.known_symbol",
                       {{u"symbol"_s, network->coin->symbol}, {u"network"_s, network->name}});
    if (const auto *namesake = sameSymbol(asset, assets))
        return refused("money.known_symbol",
                       {{u"symbol"_s, namesake->symbol}, {u"network"_s, network->name}});
    return Done {};
}

Result<Done> mayLeave(const NetworkId &id, const Shelf<Network> &networks,
                      const Shelf<Asset> &assets)
{
    const auto *network = networks.find(id);
    if (!network || !network->own)
        return refused("money.not_own", {{u"entry"_s, textOf(id)}});
    const auto *token = assets.findIf([&id](const Asset &asset) { return asset.id.network == id; });
    if (token)
        return refused("money.network_in_use",
                       {{u"network"_s, network->name}, {u"token"_s, textOf(token->id)}});
    return Done {};
}

Result<Done> mayLeave(const AssetId &id, const Shelf<Asset> &assets)
{
    const auto *token = assets.find(id);
    if (!token || !token->own)
        return refused("money.not_own", {{u"entry"_s, textOf(id)}});
    return Done {};
}

} // namespace tuppence::money
