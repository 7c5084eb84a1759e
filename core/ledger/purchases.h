// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/connection.h"
#include "core/ledger/entries.h"
#include "core/ledger/records.h"

namespace tuppence::ledger {

// What each does and refuses: ledger.h.

Result<BegunPurchase> beginPurchase(Connection &connection, const NewPurchase &purchase);
Result<Purchase> purchase(Connection &connection, const QByteArray &id);

} // namespace tuppence::ledger
