// SPDX-License-Identifier: MIT
#include "core/ledger/passes.h"

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

const QString columns =
    u"SELECT requester, site, header, value, payment, since, until FROM passes "_s;

Result<KeptPass> read(Row &row)
{
    KeptPass pass;
    pass.requester = row.text();
    pass.site = row.text();
    pass.header = row.text();
    pass.sealedValue = row.bytes();
    pass.payment = row.text();
    pass.since = row.time();
    pass.until = row.time();
    return pass;
}

} // namespace

Result<Done> keepPass(Connection &connection, const KeptPass &pass)
{
    TRY(connection.execute(u"DELETE FROM passes WHERE until <= ?"_s, {time(pass.since)}));
    TRY(connection.execute(
        u"INSERT OR REPLACE INTO passes (requester, site, header, value, payment, since, until) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {text(pass.requester), text(pass.site), text(pass.header), bytes(pass.sealedValue),
         text(pass.payment), time(pass.since), time(pass.until)}));
    return Done {};
}

Result<std::optional<KeptPass>> passFor(Connection &connection, const QByteArray &requester,
                                        const QByteArray &site, Time now)
{
    return connection.row(columns
                              + u"WHERE requester = ? AND site = ? AND until > ? "
                                "ORDER BY until DESC LIMIT 1"_s,
                          {text(requester), text(site), time(now)}, read);
}

Result<QList<KeptPass>> passes(Connection &connection, Time now)
{
    return connection.rows(columns + u"WHERE until > ? ORDER BY site, requester"_s, {time(now)},
                           read);
}

Result<Done> forgetPass(Connection &connection, const QByteArray &payment)
{
    const int forgotten =
        TRY(connection.execute(u"DELETE FROM passes WHERE payment = ?"_s, {text(payment)}));
    if (forgotten == 0)
        return fail(Error::Kind::Refused, "pass.unknown");
    return Done {};
}

} // namespace tuppence::ledger
