// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/deal/prepared.h"
#include "core/deal/terms.h"

namespace tuppence::money {
class Registry;
}

namespace tuppence::vault {

/// What a message is compared with.
struct Case
{
    const deal::Prepared &prepared;
    const deal::Terms &terms; ///< as approved
    const money::Registry &registry;
    Time now;
};

// Each compares every field of one kind of message with the terms: the codes of coverage.h.

[[nodiscard]] Result<Done> expectCovered(const deal::AuthorizeTransfer &instruction,
                                         const deal::TransferAuthorization &message,
                                         const Case &given);
[[nodiscard]] Result<Done> expectCovered(const deal::AuthorizePermit2 &instruction,
                                         const deal::PermitTransfer &message, const Case &given);
[[nodiscard]] Result<Done> expectCovered(const deal::SubmitTransfer &instruction,
                                         const deal::EvmTransaction &message, const Case &given);

} // namespace tuppence::vault
