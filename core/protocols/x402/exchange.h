// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/protocol.h"
#include "core/protocols/x402/judge.h"

namespace tuppence::x402 {

/// One purchase by scheme "exact": carry out the transfer authorisation, send the request with it,
/// judge the reply. The steps are CarryOut, Send, and one of Delivered, Withheld and NewTerms.
class ExactExchange final : public Exchange
{
public:
    ExactExchange(Version version, Purchase purchase, deal::Challenge challenge, deal::Offer offer);
    /// After a crash: `sent` had its proof already.
    ExactExchange(Bought bought, net::Request sent);

    [[nodiscard]] deal::Step start() override;
    [[nodiscard]] deal::Step next(const deal::Signed &proof) override;
    [[nodiscard]] deal::Step next(const deal::Reply &reply) override;
    /// Empty before there is a proof: until then nothing needs to be continued.
    [[nodiscard]] QByteArray state() const override;
    [[nodiscard]] deal::Step sendAgain() override;

private:
    Bought m_bought;
    Purchase m_purchase;
    deal::Challenge m_challenge;
    std::optional<net::Request> m_sent; ///< with its proof
};

} // namespace tuppence::x402
