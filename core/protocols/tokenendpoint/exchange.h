// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/protocol.h"
#include "core/protocols/tokenendpoint/exchangestate.h"
#include "core/protocols/tokenendpoint/judge.h"

namespace tuppence::tokenendpoint {

/// One purchase: carry out the transfer authorisation or permit, give it to the token endpoint,
/// repeat the request with the token. The steps are CarryOut, Send (interim), Send, and one of
/// Delivered and Withheld; Withheld may also come in place of the second Send.
class TokenExchange final : public Exchange
{
public:
    TokenExchange(net::Request original, QUrl endpoint, const deal::Offer &offer);
    /// After a crash: the permit was made already.
    explicit TokenExchange(ExchangeState state);

    [[nodiscard]] deal::Step start() override;
    [[nodiscard]] deal::Step next(const deal::Signed &proof) override;
    [[nodiscard]] deal::Step next(const deal::Reply &reply) override;
    /// Empty before there is a proof: until then nothing needs to be continued.
    [[nodiscard]] QByteArray state() const override;
    /// Begins again with the permit, whatever came after it: a permit that comes again earns a
    /// token, and moves nothing a second time.
    [[nodiscard]] deal::Step sendAgain() override;

private:
    net::Request m_original;
    QUrl m_endpoint;
    std::optional<deal::Instruction> m_instruction; ///< none after a crash
    std::optional<net::Request> m_sent; ///< to the token endpoint
    std::optional<Token> m_token;
};

} // namespace tuppence::tokenendpoint
