// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/protocol.h"
#include "core/protocols/transferstate.h"

namespace tuppence {

/// One purchase where the buyer sends the money: carry out the transfer, wait until it is in a
/// block, repeat the request with its proof. The steps are CarryOut, Submit, and one of Delivered,
/// Withheld and NewTerms. Where the offer is to be signed for only, Send in place of Submit.
class TransferExchange final : public Exchange
{
public:
    /// `dialect` lives as long as the program.
    TransferExchange(const TransferDialect &dialect, net::Request original, deal::Offer offer);
    /// After a crash: the transaction was signed already.
    TransferExchange(const TransferDialect &dialect, TransferState state);

    [[nodiscard]] deal::Step start() override;
    [[nodiscard]] deal::Step next(const deal::Signed &proof) override;
    [[nodiscard]] deal::Step next(const deal::Reply &reply) override;
    /// Empty before there is a transaction: until then nothing needs to be continued.
    [[nodiscard]] QByteArray state() const override;
    [[nodiscard]] deal::Step sendAgain() override;

private:
    const TransferDialect &m_dialect;
    deal::Offer m_offer;
    net::Request m_original; ///< empty after a crash
    std::optional<net::Request> m_sent;
};

/// Malformed ("protocol.state"): not a state of `dialect` after a proof was made.
[[nodiscard]] Result<std::unique_ptr<Exchange>> resumeTransfer(const TransferDialect &dialect,
                                                               const QByteArray &state);

} // namespace tuppence
