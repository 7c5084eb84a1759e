// SPDX-License-Identifier: MIT
#include "core/ledger/sealedrows.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

constexpr qsizetype sealBytes = 32;

} // namespace

SealedRows::SealedRows(Connection &connection, const Secret &key, const char *table)
    : m_connection(connection)
    , m_mac(key.view())
    , m_table(table)
{
}

Result<Sealed> SealedRows::read(const QByteArray &subject)
{
    const auto found = TRY(read(QByteArrayList {subject}));
    return found.first();
}

Result<QList<Sealed>> SealedRows::read(const QByteArrayList &subjects)
{
    QVariantList names;
    for (const QByteArray &subject : subjects)
        names.append(text(subject));
    const QStringList places(names.size(), u"?"_s);
    QHash<QByteArray, Sealed> found;
    TRY(m_connection.rows(
        sql(u"SELECT subject, content, seal FROM %1 WHERE subject IN (%2)"_s)
            .arg(places.join(u',')),
        names, [&](Row &row) -> Result<Done> {
            const QByteArray subject = row.text();
            const QByteArray content = row.bytes();
            found.insert(subject, {content, true, row.bytes() == sealOf(subject, content)});
            return Done {};
        }));
    QList<Sealed> rows;
    for (const QByteArray &subject : subjects)
        rows.append(found.value(subject));
    return rows;
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
    constexpr QByteArrayView end("\0", 1);
    return m_mac.of({m_table, end, subject, end, content}).first(sealBytes);
}

QString SealedRows::sql(const QString &statement) const
{
    return statement.arg(QLatin1StringView(m_table));
}

} // namespace tuppence::ledger
