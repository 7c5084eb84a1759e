// SPDX-License-Identifier: MIT
#include "core/protocols/x402/challenge.h"

#include "core/base/json.h"
#include "core/base/plaintext.h"
#include "core/protocols/encodedheader.h"
#include "core/protocols/sellertext.h"
#include "core/protocols/x402/challengetext.h"
#include "core/protocols/x402/offer.h"
#include "core/protocols/x402/offerreceipt.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::x402 {

namespace {

constexpr qsizetype mostOffers = 64;
constexpr qsizetype longestDescription = 500;
constexpr qsizetype longestMimeType = 100;

Result<Done> checkVersion(const Json &json, Version version)
{
    const Json *said = member(json, "x402Version");
    if (!said)
        return fail(Error::Kind::Malformed, "x402.no_version");
    if (*said == static_cast<int>(version))
        return Done {};
    const auto shown = plainText(QByteArray::fromStdString(said->dump()), 20);
    return fail(Error::Kind::Unsupported, "x402.version", {{u"version"_s, shown}});
}

Result<Done> checkResource(const Json &json)
{
    const Json *resource = member(json, "resource");
    if (!resource || !textMember(*resource, "url").value_or(QByteArray()).isEmpty())
        return Done {};
    return fail(Error::Kind::Malformed, "x402.resource");
}

Result<QByteArrayList> readEntries(const QByteArray &text, const Json &json)
{
    const Json *accepts = member(json, "accepts");
    const auto onlyObjects = [](const Json &list) {
        return std::all_of(list.begin(), list.end(),
                           [](const Json &entry) { return entry.is_object(); });
    };
    if (!accepts || !accepts->is_array() || !onlyObjects(*accepts))
        return fail(Error::Kind::Malformed, "x402.accepts");
    const Json *extensions = member(json, "extensions");
    if (accepts->empty() && extensions && member(*extensions, "sign-in-with-x"))
        return fail(Error::Kind::Unsupported, "x402.sign_in_only");
    if (accepts->empty())
        return fail(Error::Kind::Malformed, "x402.no_offers");
    const auto entries = rawElements(rawMember(text, "accepts").value_or(QByteArray()));
    if (!entries)
        return fail(Error::Kind::Malformed, "x402.accepts");
    if (entries->size() > mostOffers)
        return fail(Error::Kind::OutOfRange, "x402.too_many_offers", {{u"most"_s, mostOffers}});
    return *entries;
}

/// Version 1 says in each entry what version 2 says once.
void readResource(const Json &json, Version version, deal::Challenge &challenge)
{
    const Json *resource =
        version == Version::One ? &member(json, "accepts")->front() : member(json, "resource");
    if (!resource)
        return;
    const auto text = [&](const char *key) {
        return textMember(*resource, key).value_or(QByteArray());
    };
    challenge.resource =
        QUrl::fromEncoded(text(version == Version::One ? "resource" : "url"), QUrl::StrictMode);
    challenge.description = plainText(text("description"), longestDescription);
    challenge.mimeType = plainText(text("mimeType"), longestMimeType);
}

void addOffer(const Json &entry, const QByteArray &raw, Version version, deal::Challenge &challenge)
{
    auto offer = readOffer(entry, raw, int(challenge.offers.size()), version);
    const bool isShadowed =
        version == Version::One
        && std::ranges::any_of(challenge.offers, [&](const deal::Offer &earlier) {
               return earlier.scheme == offer.scheme && earlier.network == offer.network;
           });
    if (isShadowed && offer.instruction) {
        offer.instruction.reset();
        offer.obstacle = Error {Error::Kind::Unsupported, "x402.shadowed", {}, {}};
    }
    challenge.offers.append(offer);
}

} // namespace

std::optional<Result<deal::Challenge>> challengeIn(const net::Response &reply, Version version)
{
    const auto text = challengeText(reply, version);
    if (!text)
        return std::nullopt;
    return text->and_then([&](const QByteArray &json) { return readChallenge(json, version); })
        .map_error(asUnreadable);
}

Result<deal::Challenge> readChallenge(const QByteArray &text, Version version)
{
    const Json json = TRY(parseJson(text));
    const auto rightVersion = checkVersion(json, version);
    if (!rightVersion)
        return tl::make_unexpected(rightVersion.error());
    if (hasLongText(json))
        return fail(Error::Kind::OutOfRange, "x402.text_too_long");
    const auto resource = version == Version::Two ? checkResource(json) : Done {};
    if (!resource)
        return tl::make_unexpected(resource.error());

    const QByteArrayList entries = TRY(readEntries(text, json));
    deal::Challenge challenge;
    challenge.dialect = QByteArray(dialectId(version).data(), dialectId(version).size());
    challenge.raw = text;
    challenge.error = textMember(json, "error").value_or(QByteArray());
    readResource(json, version, challenge);
    const Json &accepts = *member(json, "accepts");
    for (qsizetype i = 0; i < entries.size(); ++i)
        addOffer(accepts[size_t(i)], entries.at(i), version, challenge);
    if (version == Version::Two) {
        noteSignedOffers(challenge, json);
        noteSponsoring(challenge, json);
    }
    if (challenge.error == "permit2_allowance_required")
        explainAllowance(challenge);
    return challenge;
}

} // namespace tuppence::x402
