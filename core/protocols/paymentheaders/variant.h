// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

#include <optional>

namespace tuppence::paymentheaders {

/// Other shapes of asking that the same authors describe, as offers that cannot be paid, so that
/// the owner reads why: the headers X402-… or a body with `payment_details`, which name an invoice
/// (Unsupported "clawdnet.lightning", or "clawdnet.method" for any other way), and what
/// requirements.h reads. No value: none of them.
[[nodiscard]] std::optional<deal::Challenge> variantIn(const deal::Reply &reply);

} // namespace tuppence::paymentheaders
