// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/paymentauth/exchangestate.h"
#include "core/protocols/protocol.h"

namespace tuppence::paymentauth {

/// One purchase: carry out the transfer authorisation, send the request with the credential, judge
/// the reply. The steps are CarryOut, Send, and one of Delivered, Withheld and NewTerms.
class ChargeExchange final : public Exchange
{
public:
    ChargeExchange(net::Request original, deal::Offer offer);
    /// After a crash: the credential was made already.
    explicit ChargeExchange(ExchangeState state);

    [[nodiscard]] deal::Step start() override;
    [[nodiscard]] deal::Step next(const deal::Signed &proof) override;
    [[nodiscard]] deal::Step next(const deal::Reply &reply) override;
    /// Empty before there is a proof: until then nothing needs to be continued.
    [[nodiscard]] QByteArray state() const override;
    /// Not to be sent once the challenge is over.
    [[nodiscard]] deal::Step sendAgain() override;

private:
    deal::Offer m_offer;
    net::Request m_original;
    std::optional<net::Request> m_sent; ///< with its credential
};

} // namespace tuppence::paymentauth
