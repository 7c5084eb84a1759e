// SPDX-License-Identifier: MIT
#pragma once

#include "core/gateway/dispatcher.h"
#include "core/payments/order.h"

namespace tuppence::gateway {

/// The order that a `pay` or `quote` of `caller` stands for.
///
/// Malformed ("gateway.params" {name}): a member is missing, of another kind, or too long.
Result<payments::Order> orderFrom(const Call &call, const Caller &caller);

} // namespace tuppence::gateway
