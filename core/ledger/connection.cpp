// SPDX-License-Identifier: MIT
#include "core/ledger/connection.h"

#include <QSqlError>
#include <QUuid>

#include <utility>

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

/// The code for one of SQLite's primary result codes.
const char *codeOf(int primary)
{
    switch (primary) {
    case 3: // SQLITE_PERM
    case 8: // SQLITE_READONLY
        return "ledger.read_only";
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return "ledger.busy";
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return "ledger.damaged";
    case 13: // SQLITE_FULL
        return "ledger.full";
    default: // SQLITE_IOERR, SQLITE_CANTOPEN, and what cannot happen
        return "ledger.io";
    }
}

constexpr int constraintHit = 19; // SQLITE_CONSTRAINT

} // namespace

Result<std::unique_ptr<Connection>> Connection::open(const QString &path)
{
    std::unique_ptr<Connection> connection(new Connection);
    connection->m_database.setDatabaseName(path);
    if (!connection->m_database.open())
        return connection->failure(connection->m_database.lastError());
    return connection;
}

Connection::Connection()
    : m_name(QUuid::createUuid().toString())
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
{
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
}

Connection::~Connection()
{
    m_prepared.clear();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

Result<Done> Connection::configure()
{
    // Signatures must not stay behind in free pages (trust.md 19).
    TRY(execute(u"PRAGMA secure_delete = ON"_s));
    TRY(execute(u"PRAGMA foreign_keys = ON"_s));
    TRY(execute(u"PRAGMA synchronous = FULL"_s));
    return Done {};
}

Result<int> Connection::execute(const QString &sql, const QVariantList &values)
{
    QSqlQuery *query = TRY(run(sql, values));
    const int changed = query->numRowsAffected();
    query->finish();
    return changed;
}

Result<QSqlQuery *> Connection::run(const QString &sql, const QVariantList &values)
{
    QSqlQuery *query = TRY(prepared(sql));
    for (qsizetype i = 0; i < values.size(); ++i)
        query->bindValue(int(i), values.at(i));
    if (!query->exec()) {
        const auto error = failure(query->lastError());
        query->finish();
        return error;
    }
    return query;
}

Result<QSqlQuery *> Connection::prepared(const QString &sql)
{
    if (m_damaged)
        return damaged(u"found before"_s);
    if (const auto known = m_prepared.find(sql); known != m_prepared.end())
        return &known->second;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return failure(query.lastError());
    return &m_prepared.emplace(sql, std::move(query)).first->second;
}

Result<bool> Connection::next(QSqlQuery &query)
{
    if (query.next())
        return true;
    if (query.lastError().isValid())
        return failure(query.lastError());
    return false;
}

void Connection::emptyLog()
{
    [[maybe_unused]] const auto folded = execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
}

void Connection::rollBack()
{
    // Also where the file is damaged. SQLite may have done it by itself; then this fails, and that
    // is all right.
    QSqlQuery(m_database).exec(u"ROLLBACK"_s);
}

tl::unexpected<Error> Connection::failure(const QSqlError &error)
{
    const int primary = error.nativeErrorCode().toInt() & 0xff; // the rest is the extended code
    const QString detail = error.text();
    if (primary == constraintHit)
        return fail(Error::Kind::Refused, "ledger.constraint", {}, detail);
    const QByteArray code = codeOf(primary);
    if (code == "ledger.damaged")
        markDamaged();
    return fail(Error::Kind::Storage, code, {}, detail);
}

} // namespace tuppence::ledger
