// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/net/message.h"
#include "core/protocols/x402/version.h"

#include <optional>

namespace tuppence::x402 {

/// The JSON text of the challenge in `reply`, wherever that version puts it (x402.md 0). No value:
/// `reply` does not speak this version.
///
/// Version 2: status 402 or 412 with the header PAYMENT-REQUIRED, else a JSON body that says
/// "x402Version": 2. Where the header is there the body is not read: the seller's application
/// writes the body as it likes, the header comes from the code that will check the payment. Version
/// 1: status 402 with a JSON body, else the header X-PAYMENT-REQUIRED where it holds a challenge of
/// x402, else a paywall page. A body that names a version neither 1 nor 2 is reported here.
///
/// Fails with the codes of encodedHeader(), and Malformed or OutOfRange ("json.…", "x402.paywall"):
/// it cannot be decoded.
[[nodiscard]] std::optional<Result<QByteArray>> challengeText(const net::Response &reply,
                                                              Version version);

} // namespace tuppence::x402
