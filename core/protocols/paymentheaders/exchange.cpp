// SPDX-License-Identifier: MIT
#include "core/protocols/paymentheaders/exchange.h"

#include "core/protocols/paymentheaders/judge.h"

namespace tuppence::paymentheaders {

TransferExchange::TransferExchange(net::Request original, deal::Offer offer)
    : m_offer(std::move(offer))
    , m_original(std::move(original))
{
    Q_ASSERT(m_offer.instruction);
}

TransferExchange::TransferExchange(ExchangeState state)
    : m_offer(std::move(state.offer))
    , m_sent(std::move(state.sent))
{
}

deal::Step TransferExchange::start()
{
    return deal::CarryOut {*m_offer.instruction};
}

deal::Step TransferExchange::next(const deal::Signed &proof)
{
    m_sent = withProof(m_original, m_offer, proof.bytes);
    return sendAgain();
}

deal::Step TransferExchange::next(const deal::Reply &reply)
{
    return judge(reply, m_offer);
}

QByteArray TransferExchange::state() const
{
    return m_sent ? encodeState({m_offer, *m_sent}) : QByteArray();
}

deal::Step TransferExchange::sendAgain()
{
    Q_ASSERT(m_sent);
    return deal::Submit {deal::Submit::Until::Included,
                         deal::Send {*m_sent, /*carriesProof=*/true}};
}

} // namespace tuppence::paymentheaders
