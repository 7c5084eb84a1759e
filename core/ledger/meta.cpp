// SPDX-License-Identifier: MIT
#include "core/ledger/meta.h"

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

Result<std::optional<Time>> noted(Connection &connection, const QByteArray &key)
{
    return connection.row(u"SELECT seconds FROM meta WHERE key = ?"_s, {text(key)},
                          [](Row &row) -> Result<Time> { return row.time(); });
}

Result<Done> note(Connection &connection, const QByteArray &key, Time at)
{
    TRY(connection.execute(u"INSERT INTO meta (key, seconds) VALUES (?, ?) "
                           "ON CONFLICT (key) DO UPDATE SET seconds = excluded.seconds"_s,
                           {text(key), time(at)}));
    return Done {};
}

} // namespace tuppence::ledger
