// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/protocol.h"

namespace tuppence::referencepage {

/// The "X402 Payment Protocol Reference" taken at its word: a transfer of our own, whose signed
/// bytes and hash go into the header X-Payment of the repeated request. A reading
/// (docs/protocols/referencepage.md): the servers of its authors speak x402 itself.
class PageProtocol final : public Protocol
{
public:
    /// "x402-page".
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

} // namespace tuppence::referencepage
