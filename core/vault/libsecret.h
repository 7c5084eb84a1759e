// SPDX-License-Identifier: MIT
#pragma once

namespace tuppence::vault {

/// Makes libsecret, which QtKeychain loads where it is installed, fit for a program that outlives
/// the session's keychain. Call before each use, when the bus is known to answer.
///
/// GLib ends a program when the session bus goes away, unless it is told not to; and libsecret
/// talks to a keychain that was started anew as if it were the one before.
void prepareLibsecret();

} // namespace tuppence::vault
