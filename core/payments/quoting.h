// SPDX-License-Identifier: MIT
#pragma once

#include "core/payments/inquiry.h"
#include "core/payments/order.h"

namespace tuppence::payments {

/// What was found, as an answer to "what would it cost": the offer that would be paid first, and
/// with those that cannot be paid the reason. Unsupported "payments.unknown_way".
[[nodiscard]] Result<Quote> quoteOf(const Finding &finding);

} // namespace tuppence::payments
