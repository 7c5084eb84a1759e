// SPDX-License-Identifier: MIT
#include "core/protocols/transferstate.h"

#include "core/protocols/requestjson.h"

#include <algorithm>

namespace tuppence {

namespace {

/// Raised when the members change their meaning.
constexpr int layout = 1;

std::string idOf(const TransferDialect &dialect)
{
    return {dialect.id.data(), size_t(dialect.id.size())};
}

bool isStateOf(const TransferDialect &dialect, const Json &json)
{
    const Json *said = member(json, "layout");
    const Json *id = member(json, "dialect");
    return said && *said == layout && id && *id == idOf(dialect);
}

bool samePrice(const deal::Offer &one, const deal::Offer &other)
{
    if (!one.instruction || !other.instruction)
        return false;
    const auto moved = deal::movedBy(*one.instruction);
    const auto otherMoved = deal::movedBy(*other.instruction);
    const bool isSameChannel = !moved.channel.isEmpty() && moved.channel == otherMoved.channel;
    return moved.amount == otherMoved.amount && (isSameChannel || moved.payee == otherMoved.payee);
}

} // namespace

QByteArray encodeState(const TransferDialect &dialect, const TransferState &state)
{
    const Json json {{"layout", layout},
                     {"dialect", idOf(dialect)},
                     {"index", state.offer.index},
                     {"offer", state.offer.raw.toStdString()},
                     {"sent", requestToJson(state.sent)}};
    return QByteArray::fromStdString(json.dump());
}

Result<TransferState> decodeState(const TransferDialect &dialect, const QByteArray &text)
{
    const auto broken = fail(Error::Kind::Malformed, "protocol.state");
    const auto json = parseJson(text, text.size());
    if (!json || !isStateOf(dialect, *json))
        return broken;
    const Json *index = member(*json, "index");
    const Json *sent = member(*json, "sent");
    const auto raw = textMember(*json, "offer");
    if (!index || !index->is_number_unsigned() || !sent || !raw)
        return broken;
    const auto request = requestFromJson(*sent);
    const auto offer = dialect.offerIn(*raw, index->get<int>());
    if (!request || !request->headers.has(dialect.proofHeader) || !offer.instruction)
        return broken;
    return TransferState {offer, *request};
}

bool asksForTheSame(const deal::Challenge &challenge, const deal::Offer &paid)
{
    return std::ranges::any_of(challenge.offers,
                               [&](const deal::Offer &offer) { return samePrice(offer, paid); });
}

} // namespace tuppence
