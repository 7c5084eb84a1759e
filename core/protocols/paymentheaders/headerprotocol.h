// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/protocol.h"

namespace tuppence::paymentheaders {

/// The dialect of the ClawdNet "x402 Protocol Specification": a transfer of our own, whose hash
/// goes into the headers of the repeated request, or a voucher over a payment channel
/// (docs/protocols/paymentheaders.md).
class HeaderProtocol final : public Protocol
{
public:
    /// "clawdnet".
    [[nodiscard]] QLatin1StringView id() const override;
    /// See challenge.h for what is read and what makes it fail.
    [[nodiscard]] std::optional<Result<deal::Challenge>>
    read(const deal::Carried &asked, const deal::Reply &reply) const override;
    [[nodiscard]] std::unique_ptr<Exchange> exchange(const Purchase &purchase,
                                                     const deal::Challenge &challenge,
                                                     const deal::Offer &offer) const override;
    /// Malformed ("protocol.state"): not a state of this dialect after a proof was made.
    [[nodiscard]] Result<std::unique_ptr<Exchange>> resume(const QByteArray &state) const override;
};

} // namespace tuppence::paymentheaders
