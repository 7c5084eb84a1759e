// SPDX-License-Identifier: MIT
#include "core/protocols/x402/x402protocol.h"

#include "core/protocols/x402/challenge.h"
#include "core/protocols/x402/exchange.h"
#include "core/protocols/x402/exchangestate.h"
#include "core/protocols/x402/offerreceipt.h"

namespace tuppence::x402 {

QLatin1StringView X402Protocol::id() const
{
    return dialectId(m_version);
}

std::optional<Result<deal::Challenge>> X402Protocol::read(const deal::Carried &,
                                                          const deal::Reply &reply) const
{
    return challengeIn(reply, m_version);
}

std::unique_ptr<Exchange> X402Protocol::exchange(const Purchase &purchase,
                                                 const deal::Challenge &challenge,
                                                 const deal::Offer &offer) const
{
    return std::make_unique<ExactExchange>(m_version, purchase, challenge, offer);
}

Result<std::unique_ptr<Exchange>> X402Protocol::resume(const QByteArray &state) const
{
    const auto decoded = TRY(decodeState(state, m_version));
    return std::make_unique<ExactExchange>(decoded.bought, decoded.sent);
}

const SigningIn *X402Protocol::signingIn() const
{
    return m_version == Version::Two ? &m_signingIn : nullptr;
}

deal::SignedWords X402Protocol::signedWords(const Sale &sale) const
{
    return m_version == Version::Two ? x402::signedWords(sale) : deal::SignedWords {};
}

} // namespace tuppence::x402
