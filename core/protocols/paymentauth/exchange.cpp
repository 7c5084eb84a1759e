// SPDX-License-Identifier: MIT
#include "core/protocols/paymentauth/exchange.h"

#include "core/protocols/paymentauth/judge.h"

namespace tuppence::paymentauth {

ChargeExchange::ChargeExchange(net::Request original, deal::Offer offer)
    : m_offer(std::move(offer))
    , m_original(std::move(original))
{
    Q_ASSERT(m_offer.instruction);
}

ChargeExchange::ChargeExchange(ExchangeState state)
    : m_offer(std::move(state.offer))
    , m_sent(std::move(state.sent))
{
}

deal::Step ChargeExchange::start()
{
    return deal::CarryOut {*m_offer.instruction};
}

deal::Step ChargeExchange::next(const deal::Signed &proof)
{
    m_sent = withCredential(m_original, m_offer, proof.bytes);
    return sendAgain();
}

deal::Step ChargeExchange::next(const deal::Reply &reply)
{
    return judge(reply, m_sent.value_or(m_original), m_offer);
}

QByteArray ChargeExchange::state() const
{
    return m_sent ? encodeState({m_offer, *m_sent}) : QByteArray();
}

deal::Step ChargeExchange::sendAgain()
{
    Q_ASSERT(m_sent);
    deal::Send send {*m_sent, /*carriesProof=*/true};
    send.until = std::get<deal::AuthorizeTransfer>(*m_offer.instruction).end;
    return send;
}

} // namespace tuppence::paymentauth
