// SPDX-License-Identifier: MIT
#include "core/protocols/paymentheaders/challenge.h"

#include "core/base/plaintext.h"
#include "core/protocols/paymentheaders/coin.h"
#include "core/protocols/paymentheaders/offer.h"
#include "core/protocols/paymentheaders/variant.h"
#include "core/protocols/sellertext.h"
#include "core/protocols/splice.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::paymentheaders {

namespace {

using Kind = Error::Kind;

constexpr qsizetype mostOffers = 64;
constexpr qsizetype longestMemo = 500;

/// The body, where it is JSON of an object with a `payment`.
struct Body
{
    QByteArray text;
    Json json;
    QByteArray payment; ///< its bytes; empty: there is none
};

bool headersSpeak(const net::Headers &headers)
{
    return (headers.has("X-Payment-Address") && headers.has("X-Payment-Amount"))
        || headers.has("X-Payment-Channel");
}

bool bodySpeaks(const Body &body)
{
    if (body.payment.isEmpty())
        return false;
    const Claim claim = claimIn(body.payment);
    const auto network = networkCalled(claim.network);
    const bool isEvmAddress = claim.recipient.size() == 42 && claim.recipient.startsWith("0x");
    return !claim.amount.isEmpty() && (isEvmAddress || (network && network->space == "eip155"));
}

/// Nothing in it where there is no such body.
Result<Body> readBody(const QByteArray &text)
{
    if (!text.startsWith('{') || !text.contains("\"payment\""))
        return Body {};
    const auto json = parseJson(text);
    if (!json)
        return fail(json.error().kind, "clawdnet.unreadable", {},
                    QString::fromUtf8(json.error().code));
    const Json *payment = member(*json, "payment");
    if (!payment || !payment->is_object())
        return Body {};
    return Body {text, *json, rawMember(text, "payment").value_or(QByteArray())};
}

Result<QByteArrayList> readAlternatives(const Body &body)
{
    const Json *alternatives = member(body.json, "alternatives");
    if (!alternatives)
        return QByteArrayList();
    const bool isList = alternatives->is_array()
        && std::ranges::all_of(*alternatives, [](const Json &entry) { return entry.is_object(); });
    if (!isList)
        return fail(Kind::Malformed, "clawdnet.alternatives");
    if (qsizetype(alternatives->size()) >= mostOffers)
        return fail(Kind::OutOfRange, "clawdnet.too_many_offers", {{u"most"_s, mostOffers}});
    return rawElements(rawMember(body.text, "alternatives").value_or(QByteArray()))
        .value_or(QByteArrayList());
}

Error unsupported(const char *code)
{
    return {Kind::Unsupported, code, {}, {}};
}

/// What headers and body say together: a transfer, a voucher over a channel, or either.
QList<deal::Offer> firstOffers(Claim claim, const net::Headers &headers, const Body &body)
{
    const bool isNamedChain = headers.has("X-Payment-Chain") && !headers.has("X-Payment-Network")
        && claimIn(body.payment).network.isEmpty();
    QList<deal::Offer> offers;
    if (!claim.channel.isEmpty())
        offers.append(readOffer(claim, 0));
    if (!claim.channel.isEmpty() && claim.recipient.isEmpty())
        return offers;
    claim.channel.clear();
    offers.append(isNamedChain
                      ? unpayable(claim, int(offers.size()), unsupported("clawdnet.signed"))
                      : readOffer(claim, int(offers.size())));
    return offers;
}

/// What was read, headers and body, as one JSON text.
QByteArray record(const Claim &header, const Body &body)
{
    return objectOf(
        {{"headers", toJson(header)}, {"body", body.text.isEmpty() ? "null" : body.text}});
}

Result<deal::Challenge> readChallenge(const net::Headers &headers, const Body &body)
{
    if (hasLongText(body.json))
        return fail(Kind::OutOfRange, "clawdnet.text_too_long");
    const auto header = TRY(claimInHeaders(headers));
    const auto first = TRY(merged(header, claimIn(body.payment)));
    const auto alternatives = TRY(readAlternatives(body));
    deal::Challenge challenge;
    challenge.dialect = QByteArray(dialectId.data(), dialectId.size());
    challenge.raw = record(header, body);
    challenge.error = textMember(body.json, "error").value_or(QByteArray());
    if (!first.memo.isEmpty())
        challenge.description = u"memo: "_s + plainText(first.memo, longestMemo);
    challenge.offers = firstOffers(first, headers, body);
    for (const QByteArray &raw : alternatives)
        challenge.offers.append(
            readOffer(inheriting(claimIn(raw), first), int(challenge.offers.size())));
    return challenge;
}

} // namespace

std::optional<Result<deal::Challenge>> challengeIn(const deal::Reply &reply)
{
    if (reply.status != 402)
        return std::nullopt;
    const bool inHeaders = headersSpeak(reply.headers);
    const auto body = readBody(reply.body.trimmed());
    if (!body && inHeaders)
        return tl::make_unexpected(body.error());
    if (inHeaders || (body && bodySpeaks(*body)))
        return readChallenge(reply.headers, *body);
    return variantIn(reply);
}

} // namespace tuppence::paymentheaders
