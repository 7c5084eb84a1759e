// SPDX-License-Identifier: MIT
#include "core/ledger/sealedrows.h"

#include "core/crypto/hash.h"

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

constexpr qsizetype sealBytes = 32;

} // namespace

SealedRows::SealedRows(Connection &connection, const Secret &key, const char *table)
    : m_connection(connection)
    , m_key(key)
    , m_table(table)
{
}

Result<Sealed> SealedRows::read(const QByteArray &subject)
{
    const auto found = TRY(
        m_connection.row(sql(u"SELECT content, seal FROM %1 WHERE subject = ?"_s), {text(subject)},
                         [&](Row &row) -> Result<Sealed> {
                             const QByteArray content = row.bytes();
                             return Sealed {content, true, row.bytes() == sealOf(subject, content)};
                         }));
    return found.value_or(Sealed {});
}

Result<Done> SealedRows::write(const QByteArray &subject, const QByteArray &content)
{
    TRY(m_connection.execute(
        sql(u"INSERT INTO %1 (subject, content, seal) VALUES (?, ?, ?) "
            "ON CONFLICT (subject) DO UPDATE SET content = excluded.content, seal = excluded.seal"_s),
        {text(subject), bytes(content), bytes(sealOf(subject, content))}));
    return Done {};
}

Result<Done> SealedRows::remove(const QByteArray &subject)
{
    TRY(m_connection.execute(sql(u"DELETE FROM %1 WHERE subject = ?"_s), {text(subject)}));
    return Done {};
}

Result<QByteArrayList> SealedRows::subjects()
{
    return m_connection.rows(sql(u"SELECT subject FROM %1 ORDER BY subject"_s), {},
                             [](Row &row) -> Result<QByteArray> { return row.text(); });
}

QByteArray SealedRows::sealOf(const QByteArray &subject, const QByteArray &content) const
{
    // No table's name and no subject has a NUL in it, so that no two rows give one text.
    const QByteArray name = m_table + '\0' + subject + '\0';
    const Secret hash =
        crypto::hmacSha512(m_key.view(), {crypto::bytesOf(name), crypto::bytesOf(content)});
    return {hash.data(), sealBytes};
}

QString SealedRows::sql(const QString &statement) const
{
    return statement.arg(QLatin1StringView(m_table));
}

} // namespace tuppence::ledger
