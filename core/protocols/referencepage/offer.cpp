// SPDX-License-Identifier: MIT
#include "core/protocols/referencepage/offer.h"

#include "core/protocols/nativecoin.h"
#include "core/protocols/networknames.h"
#include "core/protocols/offerfields.h"
#include "core/protocols/sellertext.h"

using namespace Qt::StringLiterals;

namespace tuppence::referencepage {

namespace {

using Kind = Error::Kind;

// What others write for the network's own coin where an address is wanted.
const QByteArray zeroAddress = "0x" + QByteArray(40, '0');
const QByteArray everyE = "0x" + QByteArray(40, 'e');

std::optional<NetworkId> networkIn(const QByteArray &text)
{
    const auto id = NetworkId::parse(text);
    return id ? std::optional(*id) : networkNamed(text);
}

Result<NetworkId> readNetwork(const Json &entry)
{
    const auto text = TRY(readText(entry, {"network", "x402.no_network", "x402.network_id"}));
    const auto network = networkIn(text);
    if (!network)
        return fail(Kind::Malformed, "x402.network_id", sellersWords(text));
    TRY(checkEvm(*network));
    return *network;
}

bool isNative(const QByteArray &currency, const std::optional<NativeCoin> &coin)
{
    const QByteArray said = currency.toLower();
    return said == "native" || said == zeroAddress || said == everyE
        || (coin && said == coin->symbol.toLower());
}

Result<AssetId> readCurrency(const Json &entry, const NetworkId &network)
{
    const auto text = TRY(readText(entry, {"currency", "x402.no_asset", "x402.asset"}));
    const auto coin = nativeCoinOf(network);
    const bool isMeant = isNative(text, coin);
    if (isMeant && coin)
        return coin->asset;
    if (!isMeant && text.startsWith("0x")) {
        const auto token = TRY(
            readAddress(entry, {"currency", "x402.no_asset", "x402.asset"}, "x402.asset_checksum"));
        return AssetId {network, "erc20", token};
    }
    auto words = sellersWords(text);
    words[u"network"_s] = QString::fromLatin1(network.toString());
    return fail(Kind::Unsupported, "x402.coin", words);
}

/// A text, or a number by its own digits: parsing may have made a double of them.
Result<Uint256> readAmount(const Json &entry, const QByteArray &raw)
{
    const Json *said = member(entry, "amount");
    if (!said)
        return fail(Kind::Malformed, "x402.no_amount");
    if (!said->is_string() && !said->is_number())
        return fail(Kind::Malformed, "x402.amount", sellersWords(*said));
    const auto units =
        TRY(readUnits(said->is_string() ? textMember(entry, "amount").value_or(QByteArray())
                                        : rawMember(raw, "amount").value_or(QByteArray())));
    if (units.isZero())
        return fail(Kind::Malformed, "x402.amount_zero");
    return units;
}

/// We ask nobody there; but who writes something else than a URL means something else.
Result<Done> checkFacilitator(const Json &entry)
{
    const Json *said = member(entry, "facilitator");
    if (!said)
        return Done {};
    const auto url = QUrl::fromEncoded(textMember(entry, "facilitator").value_or(QByteArray()),
                                       QUrl::StrictMode);
    if ((url.scheme() != "https"_L1 && url.scheme() != "http"_L1) || url.host().isEmpty())
        return fail(Kind::Malformed, "x402.facilitator_url", sellersWords(*said));
    return Done {};
}

/// Fills `offer` as far as it goes; the obstacle is the first thing that is in the way.
Result<Done> readInto(deal::Offer &offer)
{
    const Json entry = TRY(parseJson(offer.raw));
    offer.network = TRY(readNetwork(entry));
    const auto asset = TRY(readCurrency(entry, offer.network));
    const auto payee = TRY(
        readAddress(entry, {"recipient", "x402.no_payee", "x402.payee"}, "x402.payee_checksum"));
    TRY(checkPayee(payee, asset.reference));
    const auto units = TRY(readAmount(entry, offer.raw));
    TRY(checkFacilitator(entry));
    offer.instruction = deal::SubmitTransfer {{asset, units}, payee, std::nullopt};
    return Done {};
}

} // namespace

deal::Offer offerIn(const QByteArray &raw, int index)
{
    deal::Offer offer;
    offer.index = index;
    offer.scheme = "transfer";
    offer.flow = deal::Flow::Upfront;
    offer.raw = raw;
    const auto read = readInto(offer);
    if (!read)
        offer.obstacle = read.error();
    return offer;
}

Spelling spellingOf(const deal::Offer &offer)
{
    const Json entry = parseJson(offer.raw).value_or(Json());
    const auto said = [&](const char *key) {
        return textMember(entry, key).value_or(QByteArray());
    };
    return {said("network"), said("currency"), said("recipient")};
}

bool namesNetwork(const QByteArray &text, const NetworkId &network)
{
    return networkIn(text) == network;
}

} // namespace tuppence::referencepage
