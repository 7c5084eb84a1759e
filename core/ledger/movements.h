// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/connection.h"
#include "core/ledger/entries.h"
#include "core/ledger/records.h"

namespace tuppence::ledger {

/// Writes what `reservation` keeps ready, as held since `booked`.
Result<Done> hold(Connection &connection, const Reservation &reservation, Time booked);
/// held → booked, as much as `settled` says. What was held beyond that is surplus.
Result<Done> book(Connection &connection, const QByteArray &payment, const Settled &settled);
/// held → released: all of it is surplus.
Result<Done> letGo(Connection &connection, const QByteArray &payment);
Result<QList<Movement>> movementsOf(Connection &connection, const QByteArray &payment);

} // namespace tuppence::ledger
