// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

namespace tuppence::ledger {

/// Renames the ledger at `path` and its -wal, -shm and -journal, as far as they are there, to a new
/// name that says when: never deletes, never overwrites. Storage "ledger.set_aside" {path, reason}.
Result<Done> moveAside(const QString &path, Time now);

/// Something of a ledger at `path` was set aside before.
[[nodiscard]] bool wasSetAside(const QString &path);

/// There is no ledger at `path`, or one of no bytes, or only what belongs to one:
/// what a crash in moveAside() leaves, and what SQLite would delete were it to open it.
[[nodiscard]] bool hasOrphans(const QString &path);

} // namespace tuppence::ledger
