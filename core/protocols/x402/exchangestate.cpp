// SPDX-License-Identifier: MIT
#include "core/protocols/x402/exchangestate.h"

#include "core/protocols/requestjson.h"
#include "core/protocols/x402/offer.h"

namespace tuppence::x402 {

namespace {

/// Raised when the members change their meaning.
constexpr int layout = 1;

std::string dialectText(Version version)
{
    return {dialectId(version).data(), size_t(dialectId(version).size())};
}

bool isStateOf(const Json &json, Version version)
{
    const Json *said = member(json, "layout");
    const Json *dialect = member(json, "dialect");
    return said && *said == layout && dialect && *dialect == dialectText(version);
}

bool carriesProof(const net::Request &request, Version version)
{
    return request.headers.has(
        QByteArray(proofHeader(version).data(), proofHeader(version).size()));
}

} // namespace

QByteArray encodeState(const ExchangeState &state)
{
    const Json json {{"layout", layout},
                     {"dialect", dialectText(state.bought.version)},
                     {"index", state.bought.offer.index},
                     {"offer", state.bought.offer.raw.toStdString()},
                     {"firstError", state.bought.firstError.toStdString()},
                     {"sent", requestToJson(state.sent)}};
    return QByteArray::fromStdString(json.dump());
}

Result<ExchangeState> decodeState(const QByteArray &text, Version version)
{
    const auto broken = fail(Error::Kind::Malformed, "protocol.state");
    const auto json = parseJson(text, text.size());
    if (!json || !isStateOf(*json, version))
        return broken;
    const Json *index = member(*json, "index");
    const Json *sent = member(*json, "sent");
    const auto raw = textMember(*json, "offer");
    const auto firstError = textMember(*json, "firstError");
    if (!index || !index->is_number_unsigned() || !sent || !raw || !firstError)
        return broken;

    const auto request = requestFromJson(*sent);
    const auto offer = readOffer(*raw, index->get<int>(), version);
    if (!request || !carriesProof(*request, version) || !offer.instruction)
        return broken;
    return ExchangeState {{version, offer, *firstError}, *request};
}

} // namespace tuppence::x402
