// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"
#include "core/payments/order.h"
#include "core/payments/rooms.h"

namespace tuppence::payments {

/// A pass that serves now, and the payment that brought it.
struct ServingPass
{
    deal::Pass pass;
    QByteArray payment;
};

/// The pass that an earlier payment of the same requester brought for the order's site. None: there
/// is none, the wallet is locked, or the order has a header of its own under that name, which is
/// never displaced. What cannot be read counts as none: then the seller says its price again.
[[nodiscard]] QFuture<std::optional<ServingPass>> passFor(const Rooms &rooms, const Order &order,
                                                          QObject *scope);
/// Keeps the pass that `payment` brought, sealed, for whoever asked for it. Locked
/// ("vault.locked"). Errors of the ledger.
[[nodiscard]] Pending<Done> keepPass(const Rooms &rooms, const deal::Pass &pass,
                                     const ledger::Payment &payment, QObject *scope);

} // namespace tuppence::payments
