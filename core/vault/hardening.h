// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QList>

namespace tuppence::vault {

/// Keeps other programs of the same user out of this one's memory, and its memory off the disk
/// (trust.md 11). Call first in main(), before any secret exists.
///
/// Gives what could not be had, to be said at start: "vault.dumpable", "vault.core_files",
/// "vault.memory_not_locked". The wallet works all the same.
[[nodiscard]] QList<Error> hardenProcess();

} // namespace tuppence::vault
