// SPDX-License-Identifier: MIT
#include "core/ledger/settings.h"

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

QByteArray encodeAddresses(const QList<QUrl> &addresses)
{
    QByteArrayList lines;
    for (const QUrl &address : addresses)
        lines.append(address.toEncoded());
    return lines.join('\n');
}

QList<QUrl> decodeAddresses(const QByteArray &lines)
{
    QList<QUrl> addresses;
    if (lines.isEmpty())
        return addresses;
    for (const QByteArray &line : lines.split('\n'))
        addresses.append(QUrl::fromEncoded(line));
    return addresses;
}

/// As it stands in the list of changes: "on" or "off", then the addresses.
QByteArray describe(const NetworkChoice &choice)
{
    QByteArray words = choice.isEnabled ? "on" : "off";
    if (!choice.rpc.isEmpty())
        words += '\n' + encodeAddresses(choice.rpc);
    return words;
}

const QString networkColumns = u"SELECT network, enabled, rpc FROM networks "_s;

Result<NetworkChoice> readNetwork(Row &row)
{
    const auto network = NetworkId::parse(row.text());
    if (!network)
        return damaged(u"the name of a network cannot be read"_s);
    const bool isEnabled = row.number() == 1;
    return NetworkChoice {*network, isEnabled, decodeAddresses(row.text())};
}

Result<Change> readChange(Row &row)
{
    Change change;
    change.key = row.text();
    change.who = row.text();
    change.at = row.time();
    change.from = row.maybeBytes();
    change.to = row.bytes();
    return change;
}

} // namespace

Result<Done> setNetwork(Connection &connection, const NetworkChoice &choice, const Author &author)
{
    const QByteArray network = choice.network.toString();
    const auto before =
        TRY(connection.row(networkColumns + u"WHERE network = ?"_s, {text(network)}, readNetwork));
    const auto from = before ? std::optional(describe(*before)) : std::nullopt;
    TRY(noteChange(connection,
                   {"network:" + network, author.who, author.at, from, describe(choice)}));
    TRY(connection.execute(
        u"INSERT INTO networks (network, enabled, rpc) VALUES (?, ?, ?) "
        "ON CONFLICT (network) DO UPDATE SET enabled = excluded.enabled, "
        "rpc = excluded.rpc"_s,
        {text(network), int(choice.isEnabled), text(encodeAddresses(choice.rpc))}));
    return Done {};
}

Result<QList<NetworkChoice>> networks(Connection &connection)
{
    return connection.rows(networkColumns + u"ORDER BY network"_s, {}, readNetwork);
}

Result<Done> setSetting(Connection &connection, const QByteArray &key, const QByteArray &value,
                        const Author &author)
{
    const auto before = TRY(setting(connection, key));
    TRY(noteChange(connection, {key, author.who, author.at, before, value}));
    TRY(connection.execute(u"INSERT INTO settings (key, value) VALUES (?, ?) "
                           "ON CONFLICT (key) DO UPDATE SET value = excluded.value"_s,
                           {text(key), bytes(value)}));
    return Done {};
}

Result<std::optional<QByteArray>> setting(Connection &connection, const QByteArray &key)
{
    return connection.row(u"SELECT value FROM settings WHERE key = ?"_s, {text(key)},
                          [](Row &row) -> Result<QByteArray> { return row.bytes(); });
}

Result<Done> noteChange(Connection &connection, const Change &change)
{
    const QVariant before = change.from ? bytes(*change.from) : QVariant();
    TRY(connection.execute(
        u"INSERT INTO changes (key, who, at, before, after) VALUES (?, ?, ?, ?, ?)"_s,
        {text(change.key), text(change.who), time(change.at), before, bytes(change.to)}));
    return Done {};
}

Result<QList<Change>> changes(Connection &connection, const QByteArray &key)
{
    return connection.rows(
        u"SELECT key, who, at, before, after FROM changes WHERE key = ? ORDER BY number"_s,
        {text(key)}, readChange);
}

} // namespace tuppence::ledger
