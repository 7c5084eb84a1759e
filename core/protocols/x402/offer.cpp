// SPDX-License-Identifier: MIT
#include "core/protocols/x402/offer.h"

#include "core/base/json.h"
#include "core/base/plaintext.h"
#include "core/crypto/eip55.h"
#include "core/protocols/sellertext.h"
#include "core/protocols/networknames.h"

using namespace Qt::StringLiterals;

namespace tuppence::x402 {

namespace {

using Kind = Error::Kind;

// How long a signature may live, whatever the seller asks for (trust.md 16).
constexpr std::chrono::seconds shortestValidity {30};
constexpr std::chrono::seconds longestValidity {3600};
constexpr qsizetype longestClaim = 100;

/// What an offer has to say, and the codes of its errors.
struct Required
{
    const char *key;
    const char *missing; ///< it does not say it
    const char *wrong; ///< it says something that is no text
};

Result<QByteArray> readText(const Json &entry, const Required &required)
{
    const Json *said = member(entry, required.key);
    if (said && !said->is_string())
        return fail(Kind::Malformed, required.wrong, sellersWords(*said));
    const auto text = textMember(entry, required.key).value_or(QByteArray());
    if (text.isEmpty())
        return fail(Kind::Malformed, required.missing);
    return text;
}

Result<Done> checkScheme(const Json &entry)
{
    const auto scheme =
        TRY(readText(entry, {"scheme", "x402.no_scheme", "x402.scheme_unsupported"}));
    if (scheme != "exact")
        return fail(Kind::Unsupported, "x402.scheme_unsupported", sellersWords(scheme));
    return Done {};
}

/// Version 1 has names; some of its servers write CAIP-2 already.
Result<NetworkId> readNetwork(const Json &entry, Version version)
{
    const auto text = TRY(readText(entry, {"network", "x402.no_network", "x402.network_id"}));
    if (version == Version::One && !text.contains(':')) {
        const auto named = networkNamed(text);
        return named ? Result<NetworkId>(*named)
                     : fail(Kind::Unsupported, "x402.network_name", sellersWords(text));
    }
    const auto network = NetworkId::parse(text);
    if (!network)
        return fail(Kind::Malformed, "x402.network_id", sellersWords(text));
    return *network;
}

Result<Done> checkEvm(const NetworkId &network)
{
    const auto chainId = Uint256::parse(QByteArrayView(network.reference));
    if (network.space != "eip155" || !chainId || !chainId->toUint64())
        return fail(Kind::Unsupported, "x402.network", sellersWords(network.toString()));
    return Done {};
}

/// https://github.com/coinbase/x402 `extra.paymentFlow`; see x402.md 2.4.
Result<deal::Flow> readFlow(const Json *extra)
{
    const Json *flow = extra ? member(*extra, "paymentFlow") : nullptr;
    if (!flow || *flow == "authorization")
        return deal::Flow::Authorization;
    if (*flow == "upfront")
        return deal::Flow::Upfront;
    if (*flow == "escrow")
        return deal::Flow::Escrow;
    return fail(Kind::Unsupported, "x402.payment_flow", sellersWords(*flow));
}

Result<Done> checkTransferMethod(const Json *extra)
{
    const Json *method = extra ? member(*extra, "assetTransferMethod") : nullptr;
    if (!method || *method == "eip3009")
        return Done {};
    if (*method == "permit2")
        return fail(Kind::Unsupported, "x402.permit2");
    if (*method == "erc7710")
        return fail(Kind::Unsupported, "x402.erc7710");
    return fail(Kind::Unsupported, "x402.transfer_method", sellersWords(*method));
}

/// In its checksummed spelling. `mistyped`: the code of an address whose checksum does not fit.
Result<QByteArray> readAddress(const Json &entry, const Required &required, const char *mistyped)
{
    const auto text = TRY(readText(entry, required));
    const auto address = evm::Address::checksummed(text);
    if (!address)
        return fail(Kind::Malformed,
                    address.error().code == "address.checksum" ? mistyped : required.wrong,
                    sellersWords(text));
    return *address;
}

/// A payee to whom money would be lost.
Result<Done> checkPayee(const QByteArray &payee, const QByteArray &token)
{
    static const QByteArray nobody = evm::Address().toChecksummed();
    if (payee == nobody)
        return fail(Kind::Refused, "x402.payee_zero");
    if (payee == token)
        return fail(Kind::Refused, "x402.payee_is_token");
    return Done {};
}

Result<Uint256> readAmount(const Json &entry, Version version)
{
    const char *key = version == Version::One ? "maxAmountRequired" : "amount";
    const auto text = TRY(readText(entry, {key, "x402.no_amount", "x402.amount"}));
    const auto amount = Uint256::parse(QByteArrayView(text));
    if (!amount)
        return fail(amount.error().kind, "x402.amount", sellersWords(text));
    return *amount;
}

/// Held within what we let a signature live; the seller's number may have a fraction.
Result<std::chrono::seconds> readValidity(const Json &entry)
{
    const Json *timeout = member(entry, "maxTimeoutSeconds");
    if (!timeout || !timeout->is_number() || !(timeout->get<double>() > 0))
        return fail(Kind::Malformed, "x402.timeout");
    const double seconds = std::min(timeout->get<double>(), double(longestValidity.count()));
    return std::max(std::chrono::seconds(qint64(seconds)), shortestValidity);
}

Result<deal::Instruction> readTransfer(const Json &entry, Version version, const NetworkId &network)
{
    const auto token =
        TRY(readAddress(entry, {"asset", "x402.no_asset", "x402.asset"}, "x402.asset_checksum"));
    const auto payee =
        TRY(readAddress(entry, {"payTo", "x402.no_payee", "x402.payee"}, "x402.payee_checksum"));
    const auto payable = checkPayee(payee, token);
    if (!payable)
        return tl::make_unexpected(payable.error());
    const auto amount = TRY(readAmount(entry, version));
    const auto validity = TRY(readValidity(entry));
    const AssetId asset {network, "erc20", token};
    const auto validAfter =
        version == Version::One ? deal::ValidAfter::TenMinutesAgo : deal::ValidAfter::Zero;
    return deal::AuthorizeTransfer {{asset, amount}, payee, validity, validAfter};
}

/// Fills `offer` as far as it goes; the obstacle is the first thing that is in the way.
Result<Done> readInto(deal::Offer &offer, const Json &entry, Version version)
{
    const Json *extra = member(entry, "extra");
    const auto claim = [&](const char *key) {
        return extra ? plainText(textMember(*extra, key).value_or(QByteArray()), longestClaim)
                     : QString();
    };
    offer.scheme = textMember(entry, "scheme").value_or(QByteArray());
    offer.claimedName = claim("name");
    offer.claimedVersion = claim("version");
    offer.network = TRY(readNetwork(entry, version));
    offer.flow = TRY(readFlow(extra));
    for (const auto &checked :
         {checkScheme(entry), checkEvm(offer.network), checkTransferMethod(extra)}) {
        if (!checked)
            return tl::make_unexpected(checked.error());
    }
    offer.instruction = TRY(readTransfer(entry, version, offer.network));
    return Done {};
}

} // namespace

deal::Offer readOffer(const Json &entry, const QByteArray &raw, int index, Version version)
{
    deal::Offer offer;
    offer.index = index;
    offer.raw = raw;
    const auto read = readInto(offer, entry, version);
    if (!read)
        offer.obstacle = read.error();
    return offer;
}

deal::Offer readOffer(const QByteArray &raw, int index, Version version)
{
    const auto entry = parseJson(raw);
    auto offer = readOffer(entry.value_or(Json()), raw, index, version);
    if (!entry)
        offer.obstacle = entry.error();
    return offer;
}

void explainAllowance(deal::Challenge &challenge)
{
    for (deal::Offer &offer : challenge.offers) {
        if (offer.obstacle && offer.obstacle->code == "x402.permit2")
            offer.obstacle = Error {Kind::Unsupported, "x402.permit2_allowance_required", {}, {}};
    }
}

bool sameTerms(const deal::Offer &one, const deal::Offer &other)
{
    return one.scheme == other.scheme && one.network == other.network && one.flow == other.flow
        && one.instruction == other.instruction && one.claimedName == other.claimedName
        && one.claimedVersion == other.claimedVersion;
}

} // namespace tuppence::x402
