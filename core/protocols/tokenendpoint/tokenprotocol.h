// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/protocol.h"

namespace tuppence::tokenendpoint {

/// The dialect of x402-mock 0.2.0 and 0.3.0, by EIP-3009: the signed transfer goes to a token
/// endpoint, and the token that comes back opens what was asked for
/// (docs/protocols/tokenendpoint.md).
class TokenProtocol final : public Protocol
{
public:
    /// "x402-mock".
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

} // namespace tuppence::tokenendpoint
