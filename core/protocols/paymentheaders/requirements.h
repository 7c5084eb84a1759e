// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

namespace tuppence::paymentheaders {

/// What the same authors' application once asked with: the header X-Payment-Requirements, a JSON
/// array, or a body with `paymentRequirements` and no `accepts`. Each entry becomes an offer that
/// is shown and cannot be paid (Unsupported "clawdnet.requirements"), with its price, payee and
/// network where they can be read. Empty: the reply does not ask so; one offer that says nothing:
/// it does, and none of it can be read.
[[nodiscard]] QList<deal::Offer> requirementsIn(const deal::Reply &reply);

} // namespace tuppence::paymentheaders
