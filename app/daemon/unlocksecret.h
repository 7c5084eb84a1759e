// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QString>

namespace tuppence::daemon {

/// The secret in a file of --unlock-file.
///
/// Refused ("gateway.unlock_file" {file}): it is not ours, or somebody else may read or change it.
/// Storage ("gateway.unlock_read" {reason}): it cannot be read, or is longer than 4 KiB.
Result<Secret> unlockSecretFrom(const QString &file);
/// The same from a descriptor, which is then closed. Storage ("gateway.unlock_read").
Result<Secret> unlockSecretFrom(int descriptor);

} // namespace tuppence::daemon
