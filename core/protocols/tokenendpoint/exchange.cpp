// SPDX-License-Identifier: MIT
#include "core/protocols/tokenendpoint/exchange.h"

#include "core/protocols/tokenendpoint/permit.h"

namespace tuppence::tokenendpoint {

namespace {

deal::Send withToken(net::Request original, const Token &token)
{
    auto pass = passOf(token, original);
    original.headers.set("Authorization", "Bearer " + token.text);
    return {std::move(original), /*carriesProof=*/false, /*isInterim=*/false, std::move(pass)};
}

} // namespace

TokenExchange::TokenExchange(net::Request original, QUrl endpoint, const deal::Offer &offer)
    : m_original(std::move(original))
    , m_endpoint(std::move(endpoint))
    , m_instruction(offer.instruction)
{
    Q_ASSERT(m_instruction);
}

TokenExchange::TokenExchange(ExchangeState state)
    : m_original(std::move(state.original))
    , m_sent(std::move(state.sent))
{
}

deal::Step TokenExchange::start()
{
    Q_ASSERT(m_instruction);
    return deal::CarryOut {*m_instruction};
}

deal::Step TokenExchange::next(const deal::Signed &proof)
{
    Q_ASSERT(m_instruction);
    m_sent = tokenRequest(m_endpoint, *m_instruction, proof.bytes);
    return sendAgain();
}

deal::Step TokenExchange::next(const deal::Reply &reply)
{
    if (m_token)
        return judgeAnswer(reply);
    const auto token = tokenIn(reply);
    if (!token)
        return deal::Withheld {token.error(), {}};
    m_token = *token;
    return withToken(m_original, *m_token);
}

QByteArray TokenExchange::state() const
{
    return m_sent ? encodeState({m_original, *m_sent}) : QByteArray();
}

deal::Step TokenExchange::sendAgain()
{
    Q_ASSERT(m_sent);
    m_token.reset();
    return deal::Send {*m_sent, /*carriesProof=*/true, /*isInterim=*/true};
}

} // namespace tuppence::tokenendpoint
