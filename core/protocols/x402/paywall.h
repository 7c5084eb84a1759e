// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

#include <optional>

namespace tuppence::x402 {

/// The JSON text of `paymentRequirements` in the `window.x402 = {…}` of a version 1 paywall page.
/// The object around it is JavaScript (bare keys, trailing commas), so it is walked over, not
/// parsed; the value itself is the output of JSON.stringify. Pages of version 2 have no such member
/// (they carry the challenge in a header) and give no value.
///
/// Malformed ("x402.paywall"): the script is no object literal, or does not end within 256 KiB.
[[nodiscard]] std::optional<Result<QByteArray>> paywallRequirements(QByteArrayView html);

} // namespace tuppence::x402
