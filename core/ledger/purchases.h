// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/connection.h"
#include "core/ledger/entries.h"
#include "core/ledger/records.h"

namespace tuppence::ledger {

// What each does and refuses: ledger.h.

Result<std::optional<Purchase>> joined(Connection &connection, const NewPurchase &purchase);
/// Writes it down unless it is there. Refused "purchase.id": it is, with another key or request;
/// or another has its key.
Result<Done> begin(Connection &connection, const NewPurchase &purchase);
Result<Purchase> purchase(Connection &connection, const QByteArray &id);

} // namespace tuppence::ledger
