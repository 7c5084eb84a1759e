// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/connection.h"
#include "core/ledger/entries.h"
#include "core/ledger/records.h"

namespace tuppence::ledger {

// The two facts about a payment that was signed: money and answer. One transaction around each;
// what each does and refuses: ledger.h.

Result<Done> recordAnswer(Connection &connection, const QByteArray &payment, const Answer &answer,
                          Time at);
Result<Done> recordSeen(Connection &connection, const QByteArray &payment,
                        const QByteArray &transaction, int confirmations);
Result<Done> recordSettled(Connection &connection, const QByteArray &payment,
                           const Settled &settled, Time at);
Result<Done> recordDead(Connection &connection, const QByteArray &payment, Time at);

} // namespace tuppence::ledger
