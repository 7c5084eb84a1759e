// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/ledger/choices.h"
#include "core/ledger/entrypage.h"

namespace tuppence::money {
class Registry;
}

namespace tuppence::gateway {

/// The name under which the key `requester` was paired, also of one that is revoked; null for one
/// that never was.
[[nodiscard]] Json nameOrNull(const QByteArray &requester, const QList<ledger::Client> &clients);
/// One payment as `tuppence-cli export` gives it (docs/export.md): what paymentJson() says, who
/// asked, and every time that is known. `clients` has the names.
[[nodiscard]] Json entryJson(const ledger::Entry &entry, const QList<ledger::Client> &clients,
                             const money::Registry &registry);

} // namespace tuppence::gateway
