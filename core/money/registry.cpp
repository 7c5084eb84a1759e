// SPDX-License-Identifier: MIT
#include "core/money/registry.h"

#include "core/base/amount.h"
#include "core/money/read.h"

#include <QFile>

#include <algorithm>

/// A static library's resources are left out of a program that never names them.
static void takeResourcesAlong()
{
    Q_INIT_RESOURCE(money);
}

namespace tuppence::money {

using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> resource(const QString &name)
{
    QFile file(u":/tuppence/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Malformed, "money.registry",
                    {{u"entry"_s, name}, {u"member"_s, u""_s}}, file.errorString());
    return file.readAll();
}

tl::unexpected<Error> wrongId(const QByteArray &id)
{
    return fail(Error::Kind::Malformed, "money.registry",
                {{u"entry"_s, QString::fromLatin1(id)}, {u"member"_s, u"id"_s}});
}

/// 10^`exponent`, for 0 … 77: all that there are below 2^256.
Uint256 powerOfTen(int exponent)
{
    static const std::vector<Uint256> powers = [] {
        std::vector<Uint256> all {1};
        for (auto next = all.back().times(10); next; next = all.back().times(10))
            all.push_back(*next);
        return all;
    }();
    return powers.at(static_cast<size_t>(exponent));
}

/// `units` of a token with `decimals` places, in 10^-18 of a whole one; rounded up.
/// OutOfRange: more than 2^256 - 1.
Result<Uint256> inPlaces(const Uint256 &units, int decimals)
{
    const Uint256 factor = powerOfTen(std::abs(Registry::places - decimals));
    if (decimals <= Registry::places)
        return units.times(factor);
    const auto whole = TRY(units.dividedBy(factor));
    const auto back = TRY(whole.times(factor));
    return back == units ? whole : whole.plus(1);
}

/// "0x036C…CF7e"; what is short already stays whole.
QString shortened(const QByteArray &reference)
{
    constexpr qsizetype mostCharacters = 16;
    QString text = QString::fromLatin1(reference);
    if (text.size() <= mostCharacters)
        return text;
    return text.left(6) + u'…' + text.right(4);
}

/// `units` of something with a symbol, or nothing where the decimals are none.
std::optional<QString> written(const Uint256 &units, int decimals, const QString &symbol)
{
    const auto amount = Amount::create(units, decimals);
    if (!amount)
        return std::nullopt;
    return amount->toString() + u' ' + symbol;
}

} // namespace

Result<Registry> Registry::builtIn()
{
    takeResourcesAlong();
    const auto networks = TRY(resource(u"networks.json"_s));
    const auto assets = TRY(resource(u"assets.json"_s));
    return parse(networks, assets);
}

Result<Registry> Registry::parse(QByteArrayView networksJson, QByteArrayView assetsJson)
{
    Registry registry;
    const auto networks = TRY(readNetworks(networksJson));
    for (const Network &network : networks)
        TRY(registry.add(network));
    const auto assets = TRY(readAssets(assetsJson));
    for (const Asset &asset : assets)
        TRY(registry.add(asset));
    return registry;
}

Result<Done> Registry::add(const Network &network)
{
    if (m_networkPlaces.contains(network.id))
        return wrongId(network.id.toString());
    m_networkPlaces.insert(network.id, m_networks.size());
    m_networks.append(network);
    return Done {};
}

Result<Done> Registry::add(const Asset &asset)
{
    const auto sameButForCase = [&asset](const Asset &other) {
        return other.id.network == asset.id.network
            && other.id.reference.toLower() == asset.id.reference.toLower();
    };
    const bool doubled = std::any_of(m_assets.cbegin(), m_assets.cend(), sameButForCase);
    if (doubled || !m_networkPlaces.contains(asset.id.network))
        return wrongId(asset.id.toString());
    // Two tokens of one symbol could be taken for each other.
    if (ownedBySymbol(asset.id.network, asset.symbol))
        return fail(
            Error::Kind::Malformed, "money.registry",
            {{u"entry"_s, QString::fromLatin1(asset.id.toString())}, {u"member"_s, u"symbol"_s}});
    m_assetPlaces.insert(asset.id, m_assets.size());
    m_assets.append(asset);
    return Done {};
}

const Network *Registry::network(const NetworkId &id) const
{
    const auto place = m_networkPlaces.constFind(id);
    return place == m_networkPlaces.cend() ? nullptr : &m_networks.at(*place);
}

const Asset *Registry::asset(const AssetId &id) const
{
    const auto place = m_assetPlaces.constFind(id);
    return place == m_assetPlaces.cend() ? nullptr : &m_assets.at(*place);
}

QList<Asset> Registry::assetsOf(const NetworkId &id) const
{
    QList<Asset> assets;
    std::copy_if(m_assets.cbegin(), m_assets.cend(), std::back_inserter(assets),
                 [&id](const Asset &asset) { return asset.id.network == id; });
    return assets;
}

const Asset *Registry::ownedBySymbol(const NetworkId &id, const QString &symbol) const
{
    const auto found = std::find_if(m_assets.cbegin(), m_assets.cend(), [&](const Asset &asset) {
        return asset.id.network == id && asset.symbol == symbol;
    });
    return found == m_assets.cend() ? nullptr : &*found;
}

QString Registry::display(const AssetAmount &amount) const
{
    std::optional<QString> text;
    if (const Asset *known = asset(amount.asset))
        text = written(amount.units, known->decimals, known->symbol);
    const Network *home = network(amount.asset.network);
    if (home && home->coin && home->coin->id == amount.asset)
        text = written(amount.units, home->coin->decimals, home->coin->symbol);
    return text.value_or(
        u"%1 units of %2"_s.arg(amount.units.toString(), shortened(amount.asset.reference)));
}

std::optional<Uint256> Registry::whole(const AssetAmount &amount) const
{
    const Asset *known = asset(amount.asset);
    if (!known)
        return std::nullopt;
    const auto units = inPlaces(amount.units, known->decimals);
    return units ? std::optional(*units) : std::nullopt;
}

std::optional<Uint256> Registry::usd(const AssetAmount &amount) const
{
    const Asset *known = asset(amount.asset);
    if (!known || known->worth != Worth::Dollar)
        return std::nullopt;
    return whole(amount);
}

} // namespace tuppence::money
