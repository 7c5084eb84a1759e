// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

namespace tuppence {

/// The cookies with an end that `reply` sets for its whole site, as a pass there. No value: there
/// is none that could serve.
///
/// The end is Max-Age, else Expires less the reply's own Date (RFC 6265 section 5.3; no clock of
/// ours takes part), and counts up to 400 days; the shortest of several counts for all. Cookies
/// without an end, with one that is past, for a part of the site (Path), or in other characters
/// than RFC 6265 section 4.1.1 allows are left out, and everything above 4 KiB.
[[nodiscard]] std::optional<deal::Pass> cookiePassIn(const deal::Reply &reply);

} // namespace tuppence
