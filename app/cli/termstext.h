// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"

#include <QString>

namespace tuppence::cli {

/// The terms of a waiting payment as sentences: all that the owner agrees to.
[[nodiscard]] QString termsText(const Json &request);

} // namespace tuppence::cli
