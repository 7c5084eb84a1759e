// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/ed25519.h"

#include <QString>

namespace tuppence::gateway {

/// The key with which a program says who it is: 32 bytes in `<folder>/<name>.key`, mode 0600. Made
/// when it is not there yet.
///
/// Malformed: "gateway.key_name" (not 1 to 64 letters, digits, ".", "_", "-", beginning with a
/// letter or digit), "gateway.key_damaged" {file}. Refused ("gateway.key_readable" {file}):
/// somebody else owns it or may read it. Storage ("gateway.key" {file, reason}); what
/// createFolder() gives.
Result<crypto::Ed25519Key> clientKey(const QString &folder, const QString &name);

} // namespace tuppence::gateway
