// SPDX-License-Identifier: MIT
#include "core/protocols/paymentheaders/requirements.h"

#include "core/base/json.h"
#include "core/crypto/eip55.h"
#include "core/protocols/paymentheaders/coin.h"
#include "core/protocols/splice.h"

#include <algorithm>

namespace tuppence::paymentheaders {

namespace {

constexpr qsizetype mostOffers = 64;
constexpr auto header = "X-Payment-Requirements";
constexpr auto list = "paymentRequirements";

/// The bytes of the list; none: the reply does not ask so.
std::optional<QByteArray> listIn(const deal::Reply &reply)
{
    const QByteArray body = reply.body.trimmed();
    const Json json = parseJson(body).value_or(Json());
    const Json *inBody = member(json, list);
    if (inBody && inBody->is_array() && !member(json, "accepts"))
        return rawMember(body, list).value_or(QByteArray());
    if (const auto line = reply.headers.first(header))
        return line->trimmed();
    return std::nullopt;
}

/// Units, as a text or by the digits of a number.
Result<Uint256> unitsIn(const Json &entry, const QByteArray &raw)
{
    const auto text = textMember(entry, "maxAmountRequired");
    return Uint256::parse(
        QByteArrayView(text ? *text : rawMember(raw, "maxAmountRequired").value_or(QByteArray())));
}

QByteArray textIn(const Json &entry, const char *key)
{
    return textMember(entry, key).value_or(QByteArray());
}

/// "eip155:8453/erc20:0x8335…", with the address in the spelling that the registry looks it up by.
Result<AssetId> assetIn(const Json &entry)
{
    auto asset = TRY(AssetId::parse(textIn(entry, "asset")));
    if (asset.space == "erc20")
        asset.reference = TRY(evm::Address::checksummed(asset.reference.toLower()));
    return asset;
}

/// What `entry` would move, where it says so readably.
Result<deal::Instruction> movedBy(const Json &entry, const QByteArray &raw)
{
    const auto asset = TRY(assetIn(entry));
    const auto units = TRY(unitsIn(entry, raw));
    const auto payee = TRY(evm::Address::checksummed(textIn(entry, "payTo").toLower()));
    return deal::Instruction(deal::SubmitTransfer {{asset, units}, payee, std::nullopt});
}

deal::Offer offerOf(const QByteArray &raw, int index)
{
    const Json entry = parseJson(raw).value_or(Json());
    deal::Offer offer;
    offer.index = index;
    offer.scheme = textIn(entry, "scheme");
    offer.network = networkCalled(textIn(entry, "network")).value_or(NetworkId {});
    const auto moved = movedBy(entry, raw);
    // A price on another network than the one that is named is none.
    if (moved && deal::movedBy(*moved).amount.asset.network == offer.network)
        offer.instruction = *moved;
    offer.obstacle = Error {Error::Kind::Unsupported, "clawdnet.requirements", {}, {}};
    offer.raw = raw;
    return offer;
}

} // namespace

QList<deal::Offer> requirementsIn(const deal::Reply &reply)
{
    const auto text = listIn(reply);
    if (!text)
        return {};
    const QByteArrayList entries =
        parseJson(*text) ? rawElements(*text).value_or(QByteArrayList()) : QByteArrayList();
    QList<deal::Offer> offers;
    for (const QByteArray &raw : entries.first(std::min(entries.size(), mostOffers)))
        offers.append(offerOf(raw, int(offers.size())));
    if (offers.isEmpty())
        offers.append(offerOf("{}", 0));
    return offers;
}

} // namespace tuppence::paymentheaders
