// SPDX-License-Identifier: MIT
#include "core/protocols/paymentheaders/headerprotocol.h"

#include "core/protocols/paymentheaders/challenge.h"
#include "core/protocols/paymentheaders/exchange.h"

namespace tuppence::paymentheaders {

QLatin1StringView HeaderProtocol::id() const
{
    return dialectId;
}

std::optional<Result<deal::Challenge>> HeaderProtocol::read(const deal::Carried & /*asked*/,
                                                            const deal::Reply &reply) const
{
    return challengeIn(reply);
}

std::unique_ptr<Exchange> HeaderProtocol::exchange(const Purchase &purchase,
                                                   const deal::Challenge & /*challenge*/,
                                                   const deal::Offer &offer) const
{
    return std::make_unique<TransferExchange>(purchase.original, offer);
}

Result<std::unique_ptr<Exchange>> HeaderProtocol::resume(const QByteArray &state) const
{
    auto decoded = TRY(decodeState(state));
    return std::make_unique<TransferExchange>(std::move(decoded));
}

} // namespace tuppence::paymentheaders
