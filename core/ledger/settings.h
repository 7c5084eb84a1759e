// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/choices.h"
#include "core/ledger/connection.h"

namespace tuppence::ledger {

// What each does: ledger.h.

Result<Done> setNetwork(Connection &connection, const NetworkChoice &choice, const Author &author);
Result<QList<NetworkChoice>> networks(Connection &connection);
Result<Done> setSetting(Connection &connection, const QByteArray &key, const QByteArray &value,
                        const Author &author);
Result<std::optional<QByteArray>> setting(Connection &connection, const QByteArray &key);
Result<Done> noteChange(Connection &connection, const Change &change);
Result<QList<Change>> changes(Connection &connection, const QByteArray &key);

} // namespace tuppence::ledger
