// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/connection.h"
#include "core/ledger/records.h"

namespace tuppence::ledger {

/// One line of the whole history.
struct Entry
{
    Payment payment; ///< without challenge, proof, exchange state and receipt
    QByteArray requester; ///< who asked: the client's public key, hexadecimal
};

/// One page of the whole history, oldest first.
struct EntryPage
{
    QList<Entry> entries;
    QByteArray next; ///< cursor of the following page; empty: this is the last one
};

/// As Ledger::entries().
Result<EntryPage> entries(Connection &connection, int limit, const QByteArray &cursor);

} // namespace tuppence::ledger
