// SPDX-License-Identifier: MIT
#include "core/protocols/paymentheaders/exchangestate.h"

#include "core/protocols/paymentheaders/challenge.h"
#include "core/protocols/paymentheaders/offer.h"
#include "core/protocols/requestjson.h"

namespace tuppence::paymentheaders {

namespace {

/// Raised when the members change their meaning.
constexpr int layout = 1;
constexpr auto hashHeader = "X-Payment-Hash";

bool isStateOfOurs(const Json &json)
{
    const Json *said = member(json, "layout");
    return said && *said == layout && textMember(json, "dialect") == QByteArray(dialectId.data());
}

} // namespace

net::Request withProof(const net::Request &original, const deal::Offer &offer,
                       const QByteArray &payload)
{
    const Json proof = parseJson(payload).value_or(Json());
    const auto hash = textMember(proof, "transactionHash");
    Q_ASSERT(hash); // that is what chains write
    const Claim claim = claimIn(offer.raw);
    net::Request paid = original;
    paid.headers.set(hashHeader, hash.value_or(QByteArray()));
    paid.headers.set("X-Payment-Network", claim.network);
    paid.headers.set("X-Payment-Amount", claim.amount);
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
    const auto request = requestFromJson(*sent);
    const auto offer = readOffer(claimIn(*raw), index->get<int>());
    if (!request || !request->headers.has(hashHeader) || !offer.instruction)
        return broken;
    return ExchangeState {offer, *request};
}

} // namespace tuppence::paymentheaders
