// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"

#include <QString>

namespace tuppence::cli {

/// The amount `key` of a payment: "0.01 USDC"; "–" where there is none.
[[nodiscard]] QString amountOf(const Json &payment, const char *key);
/// The payment that is to be cancelled by a payment with these terms; empty: none is.
[[nodiscard]] QString cancelledBy(const Json &terms);
/// The terms of a waiting payment as sentences: all that the owner agrees to.
[[nodiscard]] QString termsText(const Json &request);

} // namespace tuppence::cli
