// SPDX-License-Identifier: MIT
#pragma once

#include "core/policy/decide.h"

namespace tuppence::policy {

/// Reads what is written about one subject: encode() of a limit and of a Spending, or nothing.
/// `isSound`: it is as the wallet wrote it; what cannot be read is not sound either.
[[nodiscard]] Standing standingFrom(const deal::Subject &subject, bool isSound,
                                    const QByteArray &limit, const QByteArray &spending);

} // namespace tuppence::policy
