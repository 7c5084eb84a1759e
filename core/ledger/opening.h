// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/ledger/connection.h"

namespace tuppence::ledger {

/// Opens the ledger at `path`, brought to the newest schema; what is not a readable ledger is set
/// aside first, and where there is none a new one is begun.
///
/// Unsupported "ledger.newer" {schema}; Storage as every call of Connection, "ledger.folder" and
/// "ledger.set_aside" {path, reason}.
Result<std::unique_ptr<Connection>> openLedger(const QString &path, Time now);

/// Reads the whole file. Storage "ledger.damaged": and from then on nothing of it is used.
Result<Done> quickCheck(Connection &connection);

} // namespace tuppence::ledger
