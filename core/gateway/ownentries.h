// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/base/secret.h"

#include <QByteArray>

namespace tuppence::gateway {

// The entries of a list of the owner's, as the ledger has it: each with an HMAC beside it
// (trust.md 14). Against whoever can write the ledger's file, and cannot unlock the wallet. One
// that the owner wrote and took away later still verifies.

/// Empty: it has none.
[[nodiscard]] QByteArray idOf(const Json &entry);
[[nodiscard]] bool hasEntry(const Json &entries, const QByteArray &id);
/// All but those of that id.
[[nodiscard]] Json without(const Json &entries, const QByteArray &id);

/// `entry`, an object, as it stands in the list of that name: with a member "seal". `key` is
/// Vault::limitsKey().
[[nodiscard]] Json sealed(const Json &entry, const QByteArray &list, const Secret &key);
/// The entry alone.
[[nodiscard]] Json unsealed(Json entry);
/// Whether its seal is of that list and that key.
[[nodiscard]] bool isSound(const Json &entry, const QByteArray &list, const Secret &key);

} // namespace tuppence::gateway
