// SPDX-License-Identifier: MIT
#include "core/protocols/paymentauth/paymentprotocol.h"

#include "core/protocols/paymentauth/challenge.h"
#include "core/protocols/paymentauth/exchange.h"

namespace tuppence::paymentauth {

QLatin1StringView PaymentProtocol::id() const
{
    return dialectId;
}

std::optional<Result<deal::Challenge>> PaymentProtocol::read(const deal::Carried &asked,
                                                             const deal::Reply &reply) const
{
    return challengeIn(asked, reply);
}

std::unique_ptr<Exchange> PaymentProtocol::exchange(const Purchase &purchase,
                                                    const deal::Challenge &,
                                                    const deal::Offer &offer) const
{
    return std::make_unique<ChargeExchange>(purchase.original, offer);
}

Result<std::unique_ptr<Exchange>> PaymentProtocol::resume(const QByteArray &state) const
{
    auto decoded = TRY(decodeState(state));
    return std::make_unique<ChargeExchange>(std::move(decoded));
}

} // namespace tuppence::paymentauth
