// SPDX-License-Identifier: MIT
#include "core/ledger/backup.h"

#include "core/ledger/limits.h"

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

using Kind = BackupRow::Kind;

constexpr int rowsInPage = 500;

// In the order of docs/backup.md. restoring.cpp inserts the same ones.
const QStringList clientColumns {u"public_key"_s,  u"name"_s,   u"kind"_s,
                                 u"fingerprint"_s, u"paired"_s, u"revoked"_s};
const QStringList purchaseColumns {u"id"_s,  u"requester"_s, u"key"_s,    u"method"_s,
                                   u"url"_s, u"body_hash"_s, u"created"_s};
const QStringList paymentColumns {u"id"_s,
                                  u"purchase"_s,
                                  u"stage"_s,
                                  u"money"_s,
                                  u"answer"_s,
                                  u"terms"_s,
                                  u"terms_name"_s,
                                  u"site"_s,
                                  u"page"_s,
                                  u"dialect"_s,
                                  u"network"_s,
                                  u"asset"_s,
                                  u"amount"_s,
                                  u"payee"_s,
                                  u"account"_s,
                                  u"challenge"_s,
                                  u"approved_by"_s,
                                  u"handle_network"_s,
                                  u"handle_id"_s,
                                  u"moved"_s,
                                  u"transaction_id"_s,
                                  u"confirmations"_s,
                                  u"answer_status"_s,
                                  u"answer_code"_s,
                                  u"receipt"_s,
                                  u"code"_s,
                                  u"reason"_s,
                                  u"dead_after"_s,
                                  u"open_until"_s,
                                  u"asked"_s,
                                  u"asked_until"_s,
                                  u"decided"_s,
                                  u"reserved"_s,
                                  u"signed"_s,
                                  u"sent"_s,
                                  u"last_sent"_s,
                                  u"closed"_s};
const QStringList movementColumns {u"payment"_s, u"line"_s,  u"kind"_s,  u"asset"_s,
                                   u"units"_s,   u"state"_s, u"booked"_s};
/// Subject, limit, totals, and whether both can be believed.
constexpr qsizetype subjectWidth = 4;

/// A row of a table and its number there.
struct Numbered
{
    BackupRow row;
    qint64 number = 0;
};

QVariantList valuesOf(Row &row, qsizetype count)
{
    QVariantList values;
    for (qsizetype i = 0; i < count; ++i)
        values.append(row.value());
    return values;
}

/// Hands over every row of `table` in the order of its numbers, each followed by what `then` gives.
template <class Then>
Result<Done> handOver(Connection &connection, Kind kind, const QString &table,
                      const QStringList &columns, const BackupSink &sink, Then then)
{
    const QString sql =
        u"SELECT %1, number FROM %2 WHERE number > ? ORDER BY number LIMIT %3"_s.arg(
            columns.join(u", "_s), table, QString::number(rowsInPage));
    QList<Numbered> page;
    qint64 last = 0;
    do {
        page = TRY(connection.rows(sql, {qlonglong {last}}, [&](Row &row) -> Result<Numbered> {
            const BackupRow read {kind, valuesOf(row, columns.size())};
            return Numbered {read, row.number()};
        }));
        for (const Numbered &one : std::as_const(page)) {
            TRY(sink(one.row));
            TRY(then(one.row));
            last = one.number;
        }
    } while (page.size() == rowsInPage);
    return Done {};
}

Result<Done> nothing(const BackupRow &)
{
    return Done {};
}

/// The newest row of each key: a paired one is the newest of its key.
Result<Done> handOverClients(Connection &connection, const BackupSink &sink)
{
    return handOver(connection, Kind::Client,
                    u"(SELECT * FROM clients WHERE number IN "
                    "(SELECT max(number) FROM clients GROUP BY public_key))"_s,
                    clientColumns, sink, nothing);
}

Result<Done> handOverSubjects(Connection &connection, const Secret &key, const BackupSink &sink)
{
    for (const LimitRow &row : TRY(limits(connection, key)))
        TRY(sink(
            {Kind::Subject,
             {text(row.subject), bytes(row.limit), bytes(row.spending), qlonglong {row.isSound}}}));
    return Done {};
}

Result<Done> handOverMovements(Connection &connection, const QVariant &payment,
                               const BackupSink &sink)
{
    const auto movements = TRY(connection.rows(
        u"SELECT %1 FROM movements WHERE payment = ? ORDER BY line"_s.arg(
            movementColumns.join(u", "_s)),
        {payment}, [](Row &row) -> Result<BackupRow> {
            return BackupRow {Kind::Movement, valuesOf(row, movementColumns.size())};
        }));
    for (const BackupRow &movement : movements)
        TRY(sink(movement));
    return Done {};
}

} // namespace

Result<Done> BackingUp::run(const BackupSink &sink)
{
    TRY(handOverClients(m_connection, sink));
    TRY(handOverSubjects(m_connection, m_key, sink));
    TRY(handOver(m_connection, Kind::Purchase, u"purchases"_s, purchaseColumns, sink, nothing));
    return handOver(m_connection, Kind::Payment, u"payments"_s, paymentColumns, sink,
                    [&](const BackupRow &payment) {
                        return handOverMovements(m_connection, payment.values.first(), sink);
                    });
}

const QStringList &columnsOf(BackupRow::Kind kind)
{
    static const QStringList none;
    switch (kind) {
    case Kind::Client:
        return clientColumns;
    case Kind::Purchase:
        return purchaseColumns;
    case Kind::Payment:
        return paymentColumns;
    case Kind::Movement:
        return movementColumns;
    case Kind::Subject:
        break;
    }
    return none;
}

qsizetype widthOf(BackupRow::Kind kind)
{
    return kind == Kind::Subject ? subjectWidth : columnsOf(kind).size();
}

} // namespace tuppence::ledger
