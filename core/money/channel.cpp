// SPDX-License-Identifier: MIT
#include "core/money/channel.h"

#include "core/base/bytes.h"
#include "core/money/entry.h"
#include "core/money/registry.h"

#include <QDateTime>

namespace tuppence::money {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype idBytes = 32;
constexpr qsizetype addressBytes = 20;
constexpr auto native = "native";

Result<QByteArray> readHex(Entry &entry, const char *key, qsizetype bytes)
{
    const QByteArray text = TRY(entry.text(key)).toUtf8();
    if (!fromHex(text, bytes))
        return entry.wrong(key);
    return text;
}

Result<AssetId> readAsset(Entry &entry, const Registry &registry)
{
    const auto named = NetworkId::parse(TRY(entry.text("network")).toUtf8());
    if (!named || named->space != "eip155")
        return entry.wrong("network");
    const QByteArray text = TRY(entry.text("asset")).toUtf8();
    if (fromHex(text, addressBytes))
        return AssetId {*named, "erc20", text};
    const auto *network = registry.network(*named);
    if (text != native)
        return entry.wrong("asset");
    return network && network->coin ? network->coin->id : AssetId {*named, "slip44", {}};
}

/// Digits in a text: JSON numbers lose some.
Result<Uint256> readUnits(Entry &entry, const char *key)
{
    const QString text = TRY(entry.text(key));
    const auto units = Uint256::parse(text);
    if (!units)
        return entry.wrong(key);
    return *units;
}

Result<std::optional<Time>> readExpiry(Entry &entry)
{
    if (!entry.optional("expiry"))
        return std::optional<Time> {};
    const auto at = QDateTime::fromString(TRY(entry.text("expiry")), Qt::ISODate);
    // A time without a zone is another one on each machine.
    if (!at.isValid() || at.timeSpec() == Qt::LocalTime || at.toSecsSinceEpoch() <= 0)
        return entry.wrong("expiry");
    return std::optional(Time(std::chrono::seconds(at.toSecsSinceEpoch())));
}

Result<Done> readOptional(Entry &entry, Channel &channel)
{
    if (entry.optional("payer"))
        channel.payer = TRY(readHex(entry, "payer", addressBytes));
    if (entry.optional("signed"))
        channel.signedBefore = TRY(readUnits(entry, "signed"));
    if (channel.signedBefore > channel.deposit)
        return entry.wrong("signed");
    channel.expiry = TRY(readExpiry(entry));
    if (entry.optional("label"))
        channel.label = TRY(entry.text("label"));
    return Done {};
}

} // namespace

Result<Channel> readChannel(const Json &json, const Registry &registry)
{
    Entry entry(json, QString::fromUtf8(textMember(json, "id").value_or("?"_ba)));
    Channel channel;
    channel.id = TRY(readHex(entry, "id", idBytes)).toLower();
    channel.asset = TRY(readAsset(entry, registry));
    channel.contract = TRY(readHex(entry, "contract", addressBytes));
    channel.payee = TRY(readHex(entry, "payee", addressBytes));
    channel.deposit = TRY(readUnits(entry, "deposit"));
    if (channel.deposit.isZero())
        return entry.wrong("deposit");
    TRY(readOptional(entry, channel));
    TRY(entry.hasNothingElse());
    return channel;
}

Json toJson(const Channel &channel)
{
    const bool isToken = channel.asset.space == "erc20";
    Json json {{"id", channel.id.toStdString()},
               {"network", channel.asset.network.toString().toStdString()},
               {"asset", isToken ? channel.asset.reference.toStdString() : native},
               {"contract", channel.contract.toStdString()},
               {"payee", channel.payee.toStdString()},
               {"deposit", channel.deposit.toString().toStdString()},
               {"signed", channel.signedBefore.toString().toStdString()}};
    if (!channel.payer.isEmpty())
        json["payer"] = channel.payer.toStdString();
    if (channel.expiry)
        json["expiry"] = toRfc3339(*channel.expiry).toStdString();
    if (!channel.label.isEmpty())
        json["label"] = channel.label.toStdString();
    return json;
}

} // namespace tuppence::money
