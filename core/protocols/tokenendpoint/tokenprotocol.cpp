// SPDX-License-Identifier: MIT
#include "core/protocols/tokenendpoint/tokenprotocol.h"

#include "core/protocols/tokenendpoint/challenge.h"
#include "core/protocols/tokenendpoint/exchange.h"

namespace tuppence::tokenendpoint {

QLatin1StringView TokenProtocol::id() const
{
    return dialectId;
}

std::optional<Result<deal::Challenge>> TokenProtocol::read(const deal::Carried &asked,
                                                           const deal::Reply &reply) const
{
    return challengeIn(asked, reply);
}

std::unique_ptr<Exchange> TokenProtocol::exchange(const Purchase &purchase,
                                                  const deal::Challenge &challenge,
                                                  const deal::Offer &offer) const
{
    return std::make_unique<TokenExchange>(purchase.original, challenge.proofGoesTo, offer);
}

Result<std::unique_ptr<Exchange>> TokenProtocol::resume(const QByteArray &state) const
{
    auto decoded = TRY(decodeState(state));
    return std::make_unique<TokenExchange>(std::move(decoded));
}

} // namespace tuppence::tokenendpoint
