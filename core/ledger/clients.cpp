// SPDX-License-Identifier: MIT
#include "core/ledger/clients.h"

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

const QString columns =
    u"SELECT public_key, name, kind, fingerprint, paired, revoked FROM clients "_s;

Result<Client> read(Row &row)
{
    Client client;
    client.publicKey = row.bytes();
    client.name = row.words();
    client.kind = row.text();
    client.fingerprint = row.text();
    client.paired = row.time();
    client.revoked = row.maybeTime();
    return client;
}

} // namespace

Result<Done> addClient(Connection &connection, const Client &client)
{
    if (TRY(pairedClient(connection, client.publicKey)))
        return fail(Error::Kind::Refused, "client.paired_already");
    const auto inserted = connection.execute(
        u"INSERT INTO clients (public_key, name, kind, fingerprint, paired) VALUES (?, ?, ?, ?, ?)"_s,
        {bytes(client.publicKey), text(client.name), text(client.kind), text(client.fingerprint),
         time(client.paired)});
    if (!inserted && inserted.error().code == "ledger.constraint")
        return fail(Error::Kind::Refused, "client.name_taken", {{u"name"_s, client.name}});
    if (!inserted)
        return tl::make_unexpected(inserted.error());
    return Done {};
}

Result<Done> revokeClient(Connection &connection, const QByteArray &publicKey, Time at)
{
    const int changed = TRY(connection.execute(
        u"UPDATE clients SET revoked = ? WHERE public_key = ? AND revoked IS NULL"_s,
        {time(at), bytes(publicKey)}));
    if (changed == 0)
        return fail(Error::Kind::Refused, "client.unknown");
    return Done {};
}

Result<std::optional<Client>> pairedClient(Connection &connection, const QByteArray &publicKey)
{
    return connection.row(columns + u"WHERE public_key = ? AND revoked IS NULL"_s,
                          {bytes(publicKey)}, read);
}

Result<QList<Client>> clients(Connection &connection)
{
    return connection.rows(columns + u"ORDER BY number"_s, {}, read);
}

} // namespace tuppence::ledger
