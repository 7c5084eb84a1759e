// SPDX-License-Identifier: MIT
#include "core/protocols/referencepage/challenge.h"

#include "core/base/json.h"
#include "core/base/plaintext.h"
#include "core/protocols/encodedheader.h"
#include "core/protocols/referencepage/offer.h"
#include "core/protocols/sellertext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::referencepage {

namespace {

using Kind = Error::Kind;

constexpr auto challengeHeader = "X-Payment-Required";
constexpr qsizetype mostOffers = 64;
constexpr qsizetype longestError = 500;

/// smol402 writes `recipient=…;amount=…` into a header of the same name.
bool isPlainText(const net::Headers &headers)
{
    return std::ranges::any_of(headers.all(challengeHeader), [](const QByteArray &line) {
        return line.trimmed().startsWith("recipient=");
    });
}

bool isOfficial(const Json &json)
{
    return member(json, "x402Version") || member(json, "accepts");
}

Result<QByteArrayList> entriesIn(const QByteArray &text, const Json &json)
{
    if (json.is_object())
        return QByteArrayList {text.trimmed()};
    const bool isList = json.is_array()
        && std::ranges::all_of(json, [](const Json &entry) { return entry.is_object(); });
    if (!isList)
        return fail(Kind::Malformed, "x402.accepts");
    if (json.empty())
        return fail(Kind::Malformed, "x402.no_offers");
    if (qsizetype(json.size()) > mostOffers)
        return fail(Kind::OutOfRange, "x402.too_many_offers", {{u"most"_s, mostOffers}});
    return rawElements(text).value_or(QByteArrayList());
}

Result<deal::Challenge> readChallenge(const QByteArray &text, const Json &json,
                                      const deal::Reply &reply)
{
    if (hasLongText(json))
        return fail(Kind::OutOfRange, "x402.text_too_long");
    const auto entries = TRY(entriesIn(text, json));
    deal::Challenge challenge;
    challenge.dialect = QByteArray(dialectId.data(), dialectId.size());
    challenge.raw = text;
    challenge.error = plainText(reasonIn(reply).value_or(QByteArray()), longestError).toUtf8();
    for (const QByteArray &raw : entries)
        challenge.offers.append(offerIn(raw, int(challenge.offers.size())));
    return challenge;
}

} // namespace

std::optional<Result<deal::Challenge>> challengeIn(const deal::Reply &reply)
{
    if (reply.status != 402 || isPlainText(reply.headers))
        return std::nullopt;
    const auto text = encodedHeader(reply.headers, challengeHeader);
    if (!text)
        return std::nullopt;
    const auto json = text->and_then([](const QByteArray &decoded) { return parseJson(decoded); });
    if (!json)
        return tl::make_unexpected(asUnreadable(json.error()));
    if (isOfficial(*json))
        return std::nullopt;
    return readChallenge(**text, *json, reply);
}

} // namespace tuppence::referencepage
