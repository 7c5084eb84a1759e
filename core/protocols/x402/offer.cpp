// SPDX-License-Identifier: MIT
#include "core/protocols/x402/offer.h"

#include "core/base/json.h"
#include "core/base/plaintext.h"
#include "core/protocols/networknames.h"
#include "core/protocols/offerfields.h"
#include "core/protocols/sellertext.h"
#include "core/protocols/x402/extensions.h"
#include "core/protocols/x402/instruction.h"

using namespace Qt::StringLiterals;

namespace tuppence::x402 {

namespace {

using Kind = Error::Kind;

constexpr qsizetype longestClaim = 100;

/// Metered offers came with version 2.
Result<QByteArray> readScheme(const Json &entry, Version version)
{
    const auto scheme =
        TRY(readText(entry, {"scheme", "x402.no_scheme", "x402.scheme_unsupported"}));
    const bool isKnown = scheme == "exact" || (scheme == "upto" && version == Version::Two);
    if (!isKnown)
        return fail(Kind::Unsupported, "x402.scheme_unsupported", sellersWords(scheme));
    return scheme;
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
    const auto scheme = TRY(readScheme(entry, version));
    TRY(checkEvm(offer.network));
    const auto way = TRY(readWay(scheme, extra, version));
    offer.instruction = TRY(readInstruction(entry, way, version, offer.network));
    return Done {};
}

std::optional<deal::Instruction> unsponsored(std::optional<deal::Instruction> instruction)
{
    if (auto *permit = instruction ? std::get_if<deal::AuthorizePermit2>(&*instruction) : nullptr) {
        permit->takesTokenPermit = false;
        permit->takesApproval = false;
    }
    return instruction;
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
        if (!offer.instruction
            || !std::holds_alternative<deal::AuthorizePermit2>(*offer.instruction))
            continue;
        offer.instruction.reset();
        offer.obstacle = Error {Kind::Refused, "x402.permit2_allowance_required", {}, {}};
    }
}

void noteSponsoring(deal::Challenge &challenge, const Json &json)
{
    using Kind = deal::SignedAllowance::Kind;
    const Json *extensions = member(json, "extensions");
    const auto isDeclared = [&](Kind kind) {
        const Json *extension =
            extensions ? member(*extensions, extensionFor(kind).constData()) : nullptr;
        const Json *info = extension ? member(*extension, "info") : nullptr;
        return info && info->is_object();
    };
    for (deal::Offer &offer : challenge.offers) {
        auto *permit =
            offer.instruction ? std::get_if<deal::AuthorizePermit2>(&*offer.instruction) : nullptr;
        if (!permit)
            continue;
        permit->takesTokenPermit = isDeclared(Kind::TokenPermit);
        permit->takesApproval = isDeclared(Kind::Transaction);
    }
}

bool sameTerms(const deal::Offer &one, const deal::Offer &other)
{
    return one.scheme == other.scheme && one.network == other.network && one.flow == other.flow
        && unsponsored(one.instruction) == unsponsored(other.instruction)
        && one.claimedName == other.claimedName && one.claimedVersion == other.claimedVersion;
}

} // namespace tuppence::x402
