// SPDX-License-Identifier: MIT
#include "core/protocols/tokenendpoint/challenge.h"

#include "core/base/json.h"
#include "core/protocols/sellertext.h"
#include "core/protocols/tokenendpoint/offer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::tokenendpoint {

namespace {

using Kind = Error::Kind;

constexpr qsizetype mostOffers = 64;

bool looksLikeChallenge(const QByteArray &body)
{
    return body.startsWith('{') && body.contains("\"access_token_endpoint\"")
        && body.contains("\"payment_scheme\"");
}

Result<QByteArrayList> readEntries(const QByteArray &text, const Json &json)
{
    const Json *components = member(*member(json, "payment_scheme"), "payment_components");
    const auto onlyObjects = [](const Json &list) {
        return std::all_of(list.begin(), list.end(),
                           [](const Json &entry) { return entry.is_object(); });
    };
    if (!components || !components->is_array() || !onlyObjects(*components))
        return fail(Kind::Malformed, "tokenendpoint.components");
    if (components->empty())
        return fail(Kind::Malformed, "tokenendpoint.no_offers");
    const auto scheme = rawMember(text, "payment_scheme").value_or(QByteArray());
    const auto entries =
        rawElements(rawMember(scheme, "payment_components").value_or(QByteArray()));
    if (!entries)
        return fail(Kind::Malformed, "tokenendpoint.components");
    if (entries->size() > mostOffers)
        return fail(Kind::OutOfRange, "tokenendpoint.too_many_offers", {{u"most"_s, mostOffers}});
    return *entries;
}

/// A path in practice, which the reference client puts behind scheme and host of the request. Read
/// as a URL against the request it means the same, and another origin can be named.
Result<QUrl> readEndpoint(const Json &json, const QUrl &asked)
{
    const Json &said = *member(json, "access_token_endpoint");
    const auto text = textMember(json, "access_token_endpoint").value_or(QByteArray());
    const QUrl given = QUrl::fromEncoded(text, QUrl::StrictMode);
    const QUrl endpoint = asked.resolved(given).adjusted(QUrl::RemoveFragment);
    const bool isPlainer = asked.scheme() == u"https" && endpoint.scheme() != u"https";
    if (text.isEmpty() || !given.isValid() || net::origin(endpoint).isEmpty()
        || endpoint.host().isEmpty() || !endpoint.userInfo().isEmpty() || isPlainer)
        return fail(Kind::Malformed, "tokenendpoint.endpoint", sellersWords(said));
    return endpoint;
}

void refuseAll(deal::Challenge &challenge)
{
    for (deal::Offer &offer : challenge.offers) {
        offer.instruction.reset();
        offer.obstacle = Error {Kind::Unsupported, "tokenendpoint.own_authorization", {}, {}};
    }
}

Result<deal::Challenge> readChallenge(const QByteArray &text, const Json &json,
                                      const deal::Carried &asked)
{
    if (hasLongText(json))
        return fail(Kind::OutOfRange, "tokenendpoint.text_too_long");
    const QByteArrayList entries = TRY(readEntries(text, json));
    deal::Challenge challenge;
    challenge.proofGoesTo = TRY(readEndpoint(json, asked.url));
    challenge.dialect = QByteArray(dialectId.data(), dialectId.size());
    challenge.raw = text;
    challenge.error = textMember(json, "reason").value_or(QByteArray());
    const Json &components = *member(*member(json, "payment_scheme"), "payment_components");
    for (qsizetype i = 0; i < entries.size(); ++i)
        challenge.offers.append(readOffer(components[size_t(i)], entries.at(i), int(i)));
    if (asked.headers.has("Authorization"))
        refuseAll(challenge);
    return challenge;
}

} // namespace

std::optional<Result<deal::Challenge>> challengeIn(const deal::Carried &asked,
                                                   const deal::Reply &reply)
{
    const QByteArray body = reply.body.trimmed();
    if (reply.status != 402 || !looksLikeChallenge(body))
        return std::nullopt;
    const auto json = parseJson(body);
    if (!json)
        return fail(json.error().kind, "tokenendpoint.unreadable", {},
                    QString::fromUtf8(json.error().code));
    if (!member(*json, "access_token_endpoint") || !member(*json, "payment_scheme"))
        return std::nullopt;
    return readChallenge(body, *json, asked);
}

} // namespace tuppence::tokenendpoint
