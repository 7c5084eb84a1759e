// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/choices.h"
#include "core/ledger/connection.h"

namespace tuppence::ledger {

// What each does and refuses: ledger.h.

Result<Done> addClient(Connection &connection, const Client &client);
Result<Done> revokeClient(Connection &connection, const QByteArray &publicKey, Time at);
Result<std::optional<Client>> pairedClient(Connection &connection, const QByteArray &publicKey);
Result<QList<Client>> clients(Connection &connection);

} // namespace tuppence::ledger
