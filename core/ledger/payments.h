// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/book.h"
#include "core/ledger/connection.h"
#include "core/ledger/entries.h"
#include "core/ledger/records.h"

namespace tuppence::ledger {

// A payment's way; one transaction around each. What each does and refuses: ledger.h.

Result<Done> ask(Connection &connection, const NewPayment &payment);
Result<deal::Verdict> askAndReserve(Connection &connection, const NewPayment &payment,
                                    const Reservation &reservation, const Judging &judging);
Result<deal::Verdict> reserve(Connection &connection, const Reservation &reservation,
                              const Judging &judging);
Result<Done> writeSigned(Connection &connection, const SignedPayment &payment);
Result<Done> writeSent(Connection &connection, const QByteArray &payment, Time at);
Result<Payment> writeSending(Connection &connection, const SignedPayment &payment);
Result<Done> writeSentAgain(Connection &connection, const QByteArray &payment, Time at);

/// asked → declined, refused or lapsed, as `stage` says.
Result<Done> endAsked(Connection &connection, const QByteArray &payment, Stage stage,
                      const Ending &ending);
/// reserved → released.
Result<Done> release(Connection &connection, const QByteArray &payment, const Ending &ending);

} // namespace tuppence::ledger
