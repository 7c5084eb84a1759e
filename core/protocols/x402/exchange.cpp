// SPDX-License-Identifier: MIT
#include "core/protocols/x402/exchange.h"

#include "core/protocols/x402/exchangestate.h"
#include "core/protocols/x402/proof.h"

namespace tuppence::x402 {

ExactExchange::ExactExchange(Version version, Purchase purchase, deal::Challenge challenge,
                             deal::Offer offer)
    : m_bought {version, std::move(offer), challenge.error}
    , m_purchase(std::move(purchase))
    , m_challenge(std::move(challenge))
{
    Q_ASSERT(m_bought.offer.instruction);
}

ExactExchange::ExactExchange(Bought bought, net::Request sent)
    : m_bought(std::move(bought))
    , m_sent(std::move(sent))
{
}

deal::Step ExactExchange::start()
{
    return deal::CarryOut {*m_bought.offer.instruction};
}

deal::Step ExactExchange::next(const deal::Signed &proof)
{
    const auto value =
        proofValue(m_bought.version, m_challenge, m_bought.offer, proof, m_purchase.id);
    m_sent = withProof(m_purchase.original, m_bought.version, value);
    return sendAgain();
}

deal::Step ExactExchange::next(const deal::Reply &reply)
{
    return judge(reply, m_bought);
}

QByteArray ExactExchange::state() const
{
    return m_sent ? encodeState({m_bought, *m_sent}) : QByteArray();
}

deal::Step ExactExchange::sendAgain()
{
    Q_ASSERT(m_sent);
    return deal::Send {*m_sent, /*carriesProof=*/true};
}

} // namespace tuppence::x402
