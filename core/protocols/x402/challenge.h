// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/challenge.h"
#include "core/net/message.h"
#include "core/protocols/x402/version.h"

#include <optional>

namespace tuppence::x402 {

/// The challenge in `reply`. No value: `reply` does not speak this version; see challengetext.h for
/// where it may stand.
///
/// Any kind ("x402.unreadable"): it cannot be decoded; `detail` holds the code that says why. Else
/// what challengeText() and readChallenge() give.
[[nodiscard]] std::optional<Result<deal::Challenge>> challengeIn(const net::Response &reply,
                                                                 Version version);

/// Reads the JSON text of a challenge (x402.md 1.1, 2.2). Members that are null count as absent,
/// unknown ones are left alone. An entry of `accepts` that cannot be paid is no failure: it becomes
/// an offer with an obstacle.
///
/// Malformed, OutOfRange ("json.…"): no JSON, above 64 KiB, or deeper than 32.
/// Unsupported ("x402.version"): another version. Malformed ("x402.no_version"): none.
/// Malformed ("x402.accepts"): no list of offers, or an entry that is no object.
/// Malformed ("x402.no_offers"): an empty list. Unsupported ("x402.sign_in_only"): an empty list
/// where signing in is all that is asked for.
/// OutOfRange ("x402.too_many_offers"): more than 64. OutOfRange ("x402.text_too_long"): a text
/// above 8 KiB. Malformed ("x402.resource"): a `resource` of version 2 without a url.
Result<deal::Challenge> readChallenge(const QByteArray &text, Version version);

} // namespace tuppence::x402
