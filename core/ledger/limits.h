// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/choices.h"
#include "core/ledger/sealedrows.h"

namespace tuppence::ledger {

/// One subject's limit and what counts against it, as they stand in the file.
struct LimitRow
{
    QByteArray subject;
    QByteArray limit; ///< empty: none
    QByteArray spending; ///< empty: none yet
    bool isSound = true; ///< both are

    friend bool operator==(const LimitRow &, const LimitRow &) = default;
};

/// A new limit of one subject.
struct NewLimit
{
    QByteArray subject;
    QByteArray content; ///< empty: its limit is taken away
    QByteArray freshSpending; ///< where what was counted so far is not there or not sound
    /// What was counted so far counts no more; of the wallet's, nobody's does.
    bool isCountedAnew = false;
};

/// Writes a limit and its row of history; key "limit " and the subject. Totals that cannot be
/// believed begin anew: those of the subject, and of whoever has no limit.
Result<Done> setLimit(Connection &connection, const Secret &key, const NewLimit &limit,
                      const Author &author);
/// The limit of `subject`. Not sound also where it stands there and never was set, or was set and
/// stands there no more.
Result<Sealed> limitOf(Connection &connection, const Secret &key, const QByteArray &subject);
/// Those of all of them, in their order.
Result<QList<Sealed>> limitsOf(SealedRows &rows, const QByteArrayList &subjects);
/// Breaks every seal: nothing that stands there is believed until the owner sets it anew.
Result<Done> doubtLimits(Connection &connection);
/// How often something was set aside or a limit was changed.
Result<quint64> sequence(Connection &connection);
/// One more.
Result<Done> goOn(Connection &connection);
/// Every subject that has a limit, had one that was tampered with, or has spent something.
Result<QList<LimitRow>> limits(Connection &connection, const Secret &key);

} // namespace tuppence::ledger
