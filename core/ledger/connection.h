// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/ledger/row.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <memory>
#include <optional>
#include <type_traits>
#include <unordered_map>

namespace tuppence::ledger {

/// One connection to one SQLite file; used only in the thread that opened it. Statements are
/// prepared once. https://www.sqlite.org/rescode.html
///
/// Everything may fail with Storage: "ledger.full", "ledger.read_only", "ledger.io", "ledger.busy"
/// (another program holds the file for longer than 5 s), "ledger.damaged" (and from then on
/// always); a constraint of the schema that was hit is Refused "ledger.constraint".
class Connection
{
public:
    /// The file must be there. Nothing of it is read yet.
    static Result<std::unique_ptr<Connection>> open(const QString &path);
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)

    /// Everything is synced, erased bytes are overwritten, references are checked. Before the first
    /// statement.
    Result<Done> configure();
    /// Carries out one statement; gives how many rows it changed.
    Result<int> execute(const QString &sql, const QVariantList &values = {});

    /// What `read` (Row & → Result<T>) makes of each row.
    template <class Read>
    auto rows(const QString &sql, const QVariantList &values, Read read)
        -> Result<QList<typename std::invoke_result_t<Read, Row &>::value_type>>;
    /// The same for at most one row.
    template <class Read>
    auto row(const QString &sql, const QVariantList &values, Read read)
        -> Result<std::optional<typename std::invoke_result_t<Read, Row &>::value_type>>;

    /// BEGIN IMMEDIATE, `step` (() → Result<T>), COMMIT; ROLLBACK where one of them fails.
    template <class Step> auto transaction(Step step) -> std::invoke_result_t<Step>;

    /// Folds the -wal into the file and empties it, so that what was erased is gone from there too.
    /// Best effort: it stays until the next time where another program reads the file just now.
    void emptyLog();

    /// From now on everything fails with "ledger.damaged".
    void markDamaged() { m_damaged = true; }

private:
    Connection();

    Result<QSqlQuery *> run(const QString &sql, const QVariantList &values);
    Result<QSqlQuery *> prepared(const QString &sql);
    Result<bool> next(QSqlQuery &query);
    void rollBack();
    tl::unexpected<Error> failure(const QSqlError &error);

    QString m_name;
    QSqlDatabase m_database;
    std::unordered_map<QString, QSqlQuery> m_prepared;
    bool m_damaged = false;
};

template <class Read>
auto Connection::rows(const QString &sql, const QVariantList &values, Read read)
    -> Result<QList<typename std::invoke_result_t<Read, Row &>::value_type>>
{
    QList<typename std::invoke_result_t<Read, Row &>::value_type> list;
    QSqlQuery *query = TRY(run(sql, values));
    auto more = next(*query);
    for (; more && *more; more = next(*query)) {
        Row row(*query);
        auto value = read(row);
        if (!value) {
            query->finish();
            return tl::make_unexpected(std::move(value).error());
        }
        list.append(*std::move(value));
    }
    query->finish();
    if (!more)
        return tl::make_unexpected(std::move(more).error());
    return list;
}

template <class Read>
auto Connection::row(const QString &sql, const QVariantList &values, Read read)
    -> Result<std::optional<typename std::invoke_result_t<Read, Row &>::value_type>>
{
    auto list = TRY(rows(sql, values, read));
    Q_ASSERT(list.size() <= 1);
    if (list.isEmpty())
        return std::nullopt;
    return std::move(list.first());
}

template <class Step> auto Connection::transaction(Step step) -> std::invoke_result_t<Step>
{
    TRY(execute(QStringLiteral("BEGIN IMMEDIATE")));
    auto result = step();
    if (!result) {
        rollBack();
        return result;
    }
    if (auto committed = execute(QStringLiteral("COMMIT")); !committed) {
        rollBack();
        return tl::make_unexpected(std::move(committed).error());
    }
    return result;
}

} // namespace tuppence::ledger
