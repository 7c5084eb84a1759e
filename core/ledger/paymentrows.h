// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/connection.h"
#include "core/ledger/records.h"

namespace tuppence::ledger {

inline constexpr int mostInPage = 1000;

// Reading payments; what each gives: ledger.h.

/// Refused "ledger.unknown_payment".
Result<Payment> payment(Connection &connection, const QByteArray &id);
Result<QList<Payment>> paymentsOf(Connection &connection, const QByteArray &purchase);
Result<QList<Payment>> askedPayments(Connection &connection);
Result<QList<Payment>> openPayments(Connection &connection);
Result<QList<Payment>> unfinishedPayments(Connection &connection);
Result<Page> history(Connection &connection, int limit, const QByteArray &cursor);
/// The same, oldest first.
Result<Page> oldestFirst(Connection &connection, int limit, const QByteArray &cursor);
Result<std::optional<AccountId>> lastPayer(Connection &connection, const QByteArray &page,
                                           const QByteArray &requester);

/// Refused "ledger.stage": its answer is there for good, as isAnswered() says.
Result<Done> expectUnanswered(Connection &connection, const QByteArray &payment);

/// Carries out a statement that moves `payment` on and must change exactly its row.
/// Refused: "ledger.unknown_payment"; "ledger.stage": it changed nothing.
Result<Done> change(Connection &connection, const QByteArray &payment, const QString &sql,
                    const QVariantList &values);

} // namespace tuppence::ledger
