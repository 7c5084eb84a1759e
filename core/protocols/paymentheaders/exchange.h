// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/paymentheaders/exchangestate.h"
#include "core/protocols/protocol.h"

namespace tuppence::paymentheaders {

/// One purchase: carry out the transfer, wait until it is in a block, repeat the request with its
/// hash. The steps are CarryOut, Submit, and one of Delivered, Withheld and NewTerms.
class TransferExchange final : public Exchange
{
public:
    TransferExchange(net::Request original, deal::Offer offer);
    /// After a crash: the transaction was signed already.
    explicit TransferExchange(ExchangeState state);

    [[nodiscard]] deal::Step start() override;
    [[nodiscard]] deal::Step next(const deal::Signed &proof) override;
    [[nodiscard]] deal::Step next(const deal::Reply &reply) override;
    /// Empty before there is a transaction: until then nothing needs to be continued.
    [[nodiscard]] QByteArray state() const override;
    [[nodiscard]] deal::Step sendAgain() override;

private:
    deal::Offer m_offer;
    net::Request m_original; ///< empty after a crash
    std::optional<net::Request> m_sent;
};

} // namespace tuppence::paymentheaders
