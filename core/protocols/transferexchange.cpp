// SPDX-License-Identifier: MIT
#include "core/protocols/transferexchange.h"

namespace tuppence {

TransferExchange::TransferExchange(const TransferDialect &dialect, net::Request original,
                                   deal::Offer offer)
    : m_dialect(dialect)
    , m_offer(std::move(offer))
    , m_original(std::move(original))
{
    Q_ASSERT(m_offer.instruction);
}

TransferExchange::TransferExchange(const TransferDialect &dialect, TransferState state)
    : m_dialect(dialect)
    , m_offer(std::move(state.offer))
    , m_sent(std::move(state.sent))
{
}

deal::Step TransferExchange::start()
{
    return deal::CarryOut {*m_offer.instruction};
}

deal::Step TransferExchange::next(const deal::Signed &proof)
{
    m_sent = m_dialect.withProof(m_original, m_offer, proof.bytes);
    return sendAgain();
}

deal::Step TransferExchange::next(const deal::Reply &reply)
{
    return m_dialect.judge(reply, m_offer);
}

QByteArray TransferExchange::state() const
{
    return m_sent ? encodeState(m_dialect, {m_offer, *m_sent}) : QByteArray();
}

deal::Step TransferExchange::sendAgain()
{
    Q_ASSERT(m_sent);
    const deal::Send sending {*m_sent, /*carriesProof=*/true};
    if (!deal::isSubmitted(*m_offer.instruction))
        return sending;
    return deal::Submit {deal::Submit::Until::Included, sending};
}

Result<std::unique_ptr<Exchange>> resumeTransfer(const TransferDialect &dialect,
                                                 const QByteArray &state)
{
    auto decoded = TRY(decodeState(dialect, state));
    return std::make_unique<TransferExchange>(dialect, std::move(decoded));
}

} // namespace tuppence
