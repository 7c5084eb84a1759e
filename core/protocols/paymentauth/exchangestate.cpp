// SPDX-License-Identifier: MIT
#include "core/protocols/paymentauth/exchangestate.h"

#include "core/protocols/paymentauth/challenge.h"
#include "core/protocols/paymentauth/offer.h"
#include "core/protocols/requestjson.h"
#include "core/protocols/splice.h"

namespace tuppence::paymentauth {

namespace {

/// Raised when the members change their meaning.
constexpr int layout = 1;

bool isStateOfOurs(const Json &json)
{
    const Json *said = member(json, "layout");
    return said && *said == layout && textMember(json, "dialect") == QByteArray(dialectId.data());
}

/// The chain's payload as the scheme spells it, in the order of mppx 0.11.
QByteArray payloadText(const Json &proof)
{
    const Json *authorization = member(proof, "authorization");
    const auto signature = textMember(proof, "signature");
    Q_ASSERT(authorization && signature); // that is what chains write
    RawMembers members;
    for (const char *key : {"from", "nonce"})
        members.append({key, quoted(textMember(*authorization, key).value_or(QByteArray()))});
    members.append({"signature", quoted(signature.value_or(QByteArray()))});
    members.append({"to", quoted(textMember(*authorization, "to").value_or(QByteArray()))});
    members.append({"type", quoted("authorization")});
    for (const char *key : {"validAfter", "validBefore", "value"})
        members.append({key, quoted(textMember(*authorization, key).value_or(QByteArray()))});
    return objectOf(members);
}

QByteArray sourceOf(const deal::Offer &offer, const Json &proof)
{
    const Json *authorization = member(proof, "authorization");
    const auto from = authorization ? textMember(*authorization, "from") : std::nullopt;
    return "did:pkh:" + offer.network.toString() + ':' + from.value_or(QByteArray());
}

} // namespace

net::Request withCredential(const net::Request &original, const deal::Offer &offer,
                            const QByteArray &payload)
{
    const Json proof = parseJson(payload).value_or(Json());
    const QByteArray credential = objectOf({{"challenge", offer.raw},
                                            {"payload", payloadText(proof)},
                                            {"source", quoted(sourceOf(offer, proof))}});
    net::Request paid = original;
    paid.headers.set(
        headerOf(claimIn(offer.raw)),
        "Payment "
            + credential.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    return paid;
}

QByteArray encodeState(const ExchangeState &state)
{
    const Json json {{"layout", layout},
                     {"dialect", dialectId.data()},
                     {"index", state.offer.index},
                     {"offer", state.offer.raw.toStdString()},
                     {"sent", requestToJson(state.sent)}};
    return QByteArray::fromStdString(json.dump());
}

Result<ExchangeState> decodeState(const QByteArray &text)
{
    const auto broken = fail(Error::Kind::Malformed, "protocol.state");
    const auto json = parseJson(text, text.size());
    if (!json || !isStateOfOurs(*json))
        return broken;
    const Json *index = member(*json, "index");
    const Json *sent = member(*json, "sent");
    const auto raw = textMember(*json, "offer");
    if (!index || !index->is_number_unsigned() || !sent || !raw)
        return broken;
    const Claim claim = claimIn(*raw);
    const auto request = requestFromJson(*sent);
    const auto offer = readOffer(claim, index->get<int>());
    if (!request || !request->headers.has(headerOf(claim)) || !offer.instruction)
        return broken;
    return ExchangeState {offer, *request};
}

} // namespace tuppence::paymentauth
