// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"

namespace tuppence::cli {

/// The commands that pay, and those about what was paid.
[[nodiscard]] QList<Command> paymentCommands();

} // namespace tuppence::cli
