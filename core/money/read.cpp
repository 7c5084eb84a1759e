// SPDX-License-Identifier: MIT
#include "core/money/read.h"

#include "core/base/amount.h"
#include "core/base/bytes.h"
#include "core/money/entry.h"

namespace tuppence::money {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostBytes = 1024 * 1024;
constexpr int mostPublicRpc = 3; // trust.md 17

/// The list that stands under `key`, alone in its file.
Result<Json> listUnder(const char *key, QByteArrayView text)
{
    auto parsed = TRY(parseJson(text, mostBytes));
    Entry file(parsed, QString::fromLatin1(key));
    const Json *list = file.optional(key);
    if (!list || !list->is_array())
        return file.wrong(key);
    TRY(file.hasNothingElse());
    return *list;
}

QString nameOf(const Json &entry)
{
    return QString::fromUtf8(textMember(entry, "id").value_or("?"_ba));
}

Result<RpcAddress> readRpc(const Json &json, const QString &network)
{
    Entry entry(json, network);
    RpcAddress address;
    const auto url = TRY(entry.text("url"));
    address.url = QUrl(url, QUrl::StrictMode);
    address.operatorName = TRY(entry.text("operator"));
    if (!address.url.isValid() || address.url.scheme() != "https"_L1
        || address.url.host().isEmpty())
        return entry.wrong("url");
    TRY(entry.hasNothingElse());
    return address;
}

Result<QList<RpcAddress>> readRpcs(Entry &entry, const QString &network)
{
    QList<RpcAddress> addresses;
    const Json *list = entry.optional("publicRpc");
    if (!list)
        return addresses;
    if (!list->is_array() || list->empty() || list->size() > mostPublicRpc)
        return entry.wrong("publicRpc");
    for (const Json &json : *list) {
        const auto address = TRY(readRpc(json, network));
        addresses.append(address);
    }
    return addresses;
}

Result<std::optional<Coin>> readCoin(Entry &entry, const NetworkId &network)
{
    const Json *json = entry.optional("coin");
    if (!json)
        return std::optional<Coin> {};
    Entry coinEntry(*json, QString::fromLatin1(network.toString()));
    Coin coin;
    const int number = TRY(coinEntry.number("slip44", 0, std::numeric_limits<int>::max()));
    coin.id = {network, "slip44", QByteArray::number(number)};
    coin.symbol = TRY(coinEntry.text("symbol"));
    coin.decimals = TRY(coinEntry.number("decimals", 0, Amount::maxDecimals));
    TRY(coinEntry.hasNothingElse());
    return std::optional(coin);
}

/// Not there means no.
Result<bool> readFlag(Entry &entry, const char *name)
{
    const Json *flag = entry.optional(name);
    if (!flag)
        return false;
    if (!flag->is_boolean())
        return entry.wrong(name);
    return flag->get<bool>();
}

/// A page has exactly one place for the transaction.
Result<QString> readPage(Entry &entry)
{
    if (!entry.optional("transactionPage"))
        return QString();
    const QString page = TRY(entry.text("transactionPage"));
    const bool usable =
        page.startsWith("https://"_L1) && page.count(u'%') == 1 && page.contains("%1"_L1);
    if (!usable)
        return entry.wrong("transactionPage");
    return page;
}

Result<AssetId> readAssetId(Entry &entry)
{
    const auto text = TRY(entry.text("id"));
    const auto id = AssetId::parse(text.toUtf8());
    constexpr qsizetype addressBytes = 20;
    if (!id || id->space != "erc20" || !fromHex(id->reference, addressBytes))
        return entry.wrong("id");
    return *id;
}

Result<Worth> readWorth(Entry &entry)
{
    if (!entry.optional("worth"))
        return Worth::Unknown;
    const auto worth = TRY(entry.text("worth"));
    if (worth != "usd"_L1)
        return entry.wrong("worth");
    return Worth::Dollar;
}

Result<TransferMethod> readMethod(Entry &entry)
{
    const QString text = TRY(entry.text("method"));
    const auto method = methodNamed(text.toUtf8());
    if (!method)
        return entry.wrong("method");
    return *method;
}

} // namespace

Result<Network> readNetwork(const Json &json)
{
    const QString name = nameOf(json);
    Entry entry(json, name);
    Network network;
    const auto text = TRY(entry.text("id"));
    const auto id = NetworkId::parse(text.toUtf8());
    if (!id || id->space != "eip155")
        return entry.wrong("id");
    network.id = *id;
    network.chainId = id->reference.toULongLong();
    // One number has one spelling, so that equal networks have equal ids.
    if (network.chainId == 0 || QByteArray::number(network.chainId) != id->reference)
        return entry.wrong("id");
    network.name = TRY(entry.text("name"));
    network.test = TRY(readFlag(entry, "test"));
    network.finalDepth = TRY(entry.number("finalDepth", 1, 1'000'000));
    network.steadyBlocks = TRY(readFlag(entry, "steadyBlocks"));
    network.l1Fee = TRY(readFlag(entry, "l1Fee"));
    network.publicRpc = TRY(readRpcs(entry, name));
    network.transactionPage = TRY(readPage(entry));
    network.coin = TRY(readCoin(entry, *id));
    TRY(entry.hasNothingElse());
    return network;
}

Result<Asset> readAsset(const Json &json)
{
    Entry entry(json, nameOf(json));
    Asset asset;
    asset.id = TRY(readAssetId(entry));
    asset.symbol = TRY(entry.text("symbol"));
    asset.name = TRY(entry.text("name"));
    asset.version = TRY(entry.text("version"));
    asset.decimals = TRY(entry.number("decimals", 0, Amount::maxDecimals));
    asset.worth = TRY(readWorth(entry));
    asset.method = TRY(readMethod(entry));
    constexpr qsizetype separatorBytes = 32;
    const auto digits = TRY(entry.text("domainSeparator"));
    const auto separator = fromHex(digits.toUtf8(), separatorBytes);
    if (!separator)
        return entry.wrong("domainSeparator");
    asset.domainSeparator = *separator;
    TRY(entry.hasNothingElse());
    return asset;
}

Json toJson(const Asset &asset)
{
    Json json;
    json["id"] = asset.id.toString().toStdString();
    json["symbol"] = asset.symbol.toStdString();
    json["name"] = asset.name.toStdString();
    json["version"] = asset.version.toStdString();
    json["decimals"] = static_cast<unsigned>(asset.decimals); // as it is parsed
    if (asset.worth == Worth::Dollar)
        json["worth"] = "usd";
    json["method"] = nameOf(asset.method).toStdString();
    json["domainSeparator"] = toHex(asset.domainSeparator).toStdString();
    return json;
}

Result<QList<Network>> readNetworks(QByteArrayView json)
{
    const Json list = TRY(listUnder("networks", json));
    QList<Network> networks;
    for (const Json &entry : list) {
        const auto network = TRY(readNetwork(entry));
        networks.append(network);
    }
    return networks;
}

Result<QList<Asset>> readAssets(QByteArrayView json)
{
    const Json list = TRY(listUnder("assets", json));
    QList<Asset> assets;
    for (const Json &entry : list) {
        const auto asset = TRY(readAsset(entry));
        assets.append(asset);
    }
    return assets;
}

} // namespace tuppence::money
