// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/protocol.h"

namespace tuppence::transfer {

/// The owner sends money: no seller asks for it, and none answers.
class TransferProtocol final : public Protocol
{
public:
    /// "transfer".
    [[nodiscard]] QLatin1StringView id() const override;
    /// Never anything: no reply speaks so.
    [[nodiscard]] std::optional<Result<deal::Challenge>>
    read(const deal::Carried &asked, const deal::Reply &reply) const override;
    /// The steps are CarryOut and Submit, into a block; then it is delivered.
    [[nodiscard]] std::unique_ptr<Exchange> exchange(const Purchase &purchase,
                                                     const deal::Challenge &challenge,
                                                     const deal::Offer &offer) const override;
    /// Malformed ("protocol.state"): not a state of a transfer.
    [[nodiscard]] Result<std::unique_ptr<Exchange>> resume(const QByteArray &state) const override;
};

} // namespace tuppence::transfer
