// SPDX-License-Identifier: MIT
#include "core/protocols/tokenendpoint/exchangestate.h"

#include "core/protocols/requestjson.h"
#include "core/protocols/tokenendpoint/challenge.h"
#include "core/protocols/tokenendpoint/permit.h"

namespace tuppence::tokenendpoint {

namespace {

/// Raised when the members change their meaning.
constexpr int layout = 1;

std::optional<net::Request> requestIn(const Json &json, const char *key)
{
    const Json *request = member(json, key);
    return request ? requestFromJson(*request) : std::nullopt;
}

} // namespace

QByteArray encodeState(const ExchangeState &state)
{
    const Json json {{"layout", layout},
                     {"dialect", dialectId.data()},
                     {"original", requestToJson(state.original)},
                     {"sent", requestToJson(state.sent)}};
    return QByteArray::fromStdString(json.dump());
}

Result<ExchangeState> decodeState(const QByteArray &text)
{
    const auto broken = fail(Error::Kind::Malformed, "protocol.state");
    const auto json = parseJson(text, text.size());
    const Json *said = json ? member(*json, "layout") : nullptr;
    if (!said || *said != layout || textMember(*json, "dialect") != QByteArray(dialectId.data()))
        return broken;
    const auto original = requestIn(*json, "original");
    const auto sent = requestIn(*json, "sent");
    if (!original || !sent || !isTokenRequest(*sent))
        return broken;
    return ExchangeState {*original, *sent};
}

} // namespace tuppence::tokenendpoint
