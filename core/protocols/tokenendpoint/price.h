// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/uint256.h"

namespace tuppence::tokenendpoint {

/// So many smallest units are `number` whole tokens, where `number` is the text of a JSON number
/// ("0.5", "5e-7") and a token has `decimals` places (0 … Amount::maxDecimals). Exact: the digits
/// never pass through a double, and nothing is rounded.
///
/// Malformed ("tokenendpoint.amount"): no JSON number, negative, or zero.
/// Malformed ("tokenendpoint.amount_fraction"): not a whole number of units.
/// OutOfRange ("tokenendpoint.amount_too_large"): above 2^256 - 1.
[[nodiscard]] Result<Uint256> unitsOf(QByteArrayView number, int decimals);

} // namespace tuppence::tokenendpoint
