// SPDX-License-Identifier: MIT
#include "core/money/registry.h"

#include "core/base/amount.h"
#include "core/money/admission.h"
#include "core/money/read.h"

#include <QFile>
#include <QReadWriteLock>

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

tl::unexpected<Error> wrong(const QByteArray &id, const char *key)
{
    return fail(Error::Kind::Malformed, "money.registry",
                {{u"entry"_s, QString::fromLatin1(id)}, {u"member"_s, QString::fromLatin1(key)}});
}

template <class Entry> QList<Entry> copied(const QList<const Entry *> &entries)
{
    QList<Entry> copies;
    copies.reserve(entries.size());
    for (const Entry *entry : entries)
        copies.append(*entry);
    return copies;
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

/// What is listed, and the lock under which it is read and changed.
class Registry::Shelves
{
public:
    /// Fails like Registry::parse().
    [[nodiscard]] Result<Done> put(const Network &network);
    [[nodiscard]] Result<Done> put(const Asset &asset);

    mutable QReadWriteLock lock;
    Shelf<Network> networks;
    Shelf<Asset> assets;
    ChannelList channels;
};

Result<Done> Registry::Shelves::put(const Network &network)
{
    if (networks.find(network.id))
        return wrong(network.id.toString(), "id");
    networks.put(network);
    return Done {};
}

Result<Done> Registry::Shelves::put(const Asset &asset)
{
    if (!networks.find(asset.id.network) || sameToken(asset.id, assets))
        return wrong(asset.id.toString(), "id");
    // Two tokens of one symbol could be taken for each other.
    if (sameSymbol(asset, assets))
        return wrong(asset.id.toString(), "symbol");
    assets.put(asset);
    return Done {};
}

Registry::Registry()
    : m_shelves(std::make_unique<Shelves>())
{
}

Registry::Registry(Registry &&other) noexcept = default;
Registry &Registry::operator=(Registry &&other) noexcept = default;
Registry::~Registry() = default;

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
        TRY(registry.m_shelves->put(network));
    const auto assets = TRY(readAssets(assetsJson));
    for (const Asset &asset : assets)
        TRY(registry.m_shelves->put(asset));
    return registry;
}

QList<Network> Registry::networks() const
{
    const QReadLocker reading(&m_shelves->lock);
    return copied(m_shelves->networks.listed());
}

QList<Asset> Registry::assets() const
{
    const QReadLocker reading(&m_shelves->lock);
    return copied(m_shelves->assets.listed());
}

const Network *Registry::network(const NetworkId &id) const
{
    const QReadLocker reading(&m_shelves->lock);
    return m_shelves->networks.find(id);
}

const Asset *Registry::asset(const AssetId &id) const
{
    const QReadLocker reading(&m_shelves->lock);
    return m_shelves->assets.find(id);
}

QList<Asset> Registry::assetsOf(const NetworkId &id) const
{
    QList<Asset> found = assets();
    found.removeIf([&id](const Asset &asset) { return asset.id.network != id; });
    return found;
}

const Asset *Registry::ownedBySymbol(const NetworkId &id, const QString &symbol) const
{
    const QReadLocker reading(&m_shelves->lock);
    return m_shelves->assets.findIf(
        [&](const Asset &asset) { return asset.id.network == id && asset.symbol == symbol; });
}

Result<Done> Registry::mayAdd(const Network &network) const
{
    const QReadLocker reading(&m_shelves->lock);
    return mayJoin(network, m_shelves->networks);
}

Result<Done> Registry::mayAdd(const Asset &asset) const
{
    const QReadLocker reading(&m_shelves->lock);
    return mayJoin(asset, m_shelves->networks, m_shelves->assets);
}

Result<Done> Registry::mayRemove(const NetworkId &id) const
{
    const QReadLocker reading(&m_shelves->lock);
    return mayLeave(id, m_shelves->networks, m_shelves->assets);
}

Result<Done> Registry::mayRemove(const AssetId &id) const
{
    const QReadLocker reading(&m_shelves->lock);
    return mayLeave(id, m_shelves->assets);
}

Result<Done> Registry::addOwn(Network network)
{
    const QWriteLocker writing(&m_shelves->lock);
    TRY(mayJoin(network, m_shelves->networks));
    network.own = true;
    m_shelves->networks.put(std::move(network));
    return Done {};
}

Result<Done> Registry::addOwn(Asset asset)
{
    const QWriteLocker writing(&m_shelves->lock);
    TRY(mayJoin(asset, m_shelves->networks, m_shelves->assets));
    asset.own = true;
    m_shelves->assets.put(std::move(asset));
    return Done {};
}

Result<Done> Registry::removeOwn(const NetworkId &id)
{
    const QWriteLocker writing(&m_shelves->lock);
    TRY(mayLeave(id, m_shelves->networks, m_shelves->assets));
    m_shelves->networks.takeAway(m_shelves->networks.find(id));
    return Done {};
}

Result<Done> Registry::removeOwn(const AssetId &id)
{
    const QWriteLocker writing(&m_shelves->lock);
    TRY(mayLeave(id, m_shelves->assets));
    m_shelves->assets.takeAway(m_shelves->assets.find(id));
    return Done {};
}

const ChannelList &Registry::channels() const
{
    return m_shelves->channels;
}

ChannelList &Registry::channels()
{
    return m_shelves->channels;
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
