// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

namespace tuppence::vault {

// Files that are there whole or not at all. Each may fail with Storage "vault.storage".

/// Refused "vault.none": no such file. Malformed "vault.damaged": longer than 64 KiB.
Result<QByteArray> readWhole(const QString &path);
/// Puts `bytes` at `path`, readable by this user only: written beside it, synced, renamed over it.
/// After a crash or a failure the old bytes or the new ones are there, never a part.
Result<Done> replaceWhole(const QString &path, const QByteArray &bytes);
/// Removes the file, and what an interrupted replaceWhole() left beside it.
Result<Done> removeWhole(const QString &path);

} // namespace tuppence::vault
