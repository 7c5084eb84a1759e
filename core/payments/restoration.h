// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/ledger/book.h"

#include <memory>

namespace tuppence::payments {

/// The keys of both: what seals the file, and the rows of limits and totals.
struct BackupKeys
{
    std::shared_ptr<const Secret> file; ///< Vault::backupKey()
    ledger::SealKey rows; ///< Vault::limitsKey()
};

/// How much there is of each in a backup.
struct BackedUp
{
    qint64 payments = 0;
    qint64 limits = 0;
    qint64 agents = 0; ///< paired ones
};

/// What a backup has brought; what was there already does not count.
struct Restored
{
    enum class Change { Added, Stricter, Ended };

    Time made; ///< when the backup was
    qint64 payments = 0;
    qint64 open = 0; ///< of them; the chain is to be asked about them
    qint64 agents = 0;
    QList<QByteArray> revoked; ///< the public keys of clients that are not paired any more
    QList<std::pair<QByteArray, Change>> limits; ///< by subject; Ended: policy::Stricter::hasEnded
    qint64 doubtful = 0; ///< limits that are not believed, there or here: what they limit asks
    qint64 takenAway = 0; ///< limits that the owner took away here, and that stay away
};

} // namespace tuppence::payments
