// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/book.h"
#include "core/ledger/choices.h"

#include <QStringList>
#include <QVariantList>

#include <functional>

namespace tuppence::ledger {

/// One row of a backup: nulls, whole numbers, texts and bytes, in the order of docs/backup.md.
struct BackupRow
{
    enum class Kind { Client, Subject, Purchase, Payment, Movement };

    Kind kind = Kind::Client;
    QVariantList values;

    friend bool operator==(const BackupRow &, const BackupRow &) = default;
};

/// Takes one row after the other. What it fails with ends the reading.
using BackupSink = std::function<Result<Done>(const BackupRow &row)>;

/// What a backing up reads, inside one transaction, so that totals and payments are of one moment.
class BackingUp
{
public:
    /// All of them outlive it.
    BackingUp(Connection &connection, const Secret &key)
        : m_connection(connection)
        , m_key(key)
        , m_book(connection, key)
    {
    }

    [[nodiscard]] Book &book() { return m_book; }

    /// Hands over all that a backup holds: clients, subjects with limit and totals, purchases, and
    /// each payment with its movements behind it. No proof and no exchange state is among it. No
    /// more than a page of them is in memory.
    Result<Done> run(const BackupSink &sink);

private:
    Connection &m_connection;
    const Secret &m_key;
    Book m_book;
};

/// What a payment that was taken in counts for.
struct TakenPayment
{
    deal::Terms terms;
    QByteArray requester;
    deal::Approval::By approvedBy = deal::Approval::By::Owner;
    bool isOpen = false;
};

/// How many values a row of that kind has.
[[nodiscard]] qsizetype widthOf(BackupRow::Kind kind);
/// The columns that they stand for; none for a subject.
[[nodiscard]] const QStringList &columnsOf(BackupRow::Kind kind);

/// What a restoring writes, inside the transaction that takes a whole backup. Rows that are there
/// already stay as they are. Malformed "backup.content": no row of a backup.
class Restoring
{
public:
    /// All of them outlive it.
    Restoring(Connection &connection, const Secret &key)
        : m_connection(connection)
        , m_key(key)
        , m_book(connection, key)
    {
    }

    enum class ClientChange { None, Added, Revoked };

    /// An unknown one is added, under another name where a paired one has its name; one that the
    /// backup knows as revoked is revoked.
    Result<ClientChange> takeClient(const QVariantList &values, Time now);
    Result<Done> takePurchase(const QVariantList &values);
    /// None: it is there already, or nothing was signed of it yet, so that nobody knows what became
    /// of it. It comes without its proof, and an answer that was waited for is lost. Refused
    /// "backup.same_purchase" {payment}: another one for its purchase stands here, and may have
    /// taken money too.
    Result<std::optional<TakenPayment>> takePayment(const QVariantList &values, Time now);
    /// Of a payment that takePayment() has added.
    Result<Movement> takeMovement(const QVariantList &values, Time now);

    [[nodiscard]] Book &book() { return m_book; }

    /// As Ledger::setLimit().
    Result<Done> setLimit(const QByteArray &subject, const QByteArray &content,
                          const QByteArray &freshSpending, const Author &author);

    /// Whether the owner had a limit for `subject` here and took it away.
    Result<bool> wasTakenAway(const QByteArray &subject);

    /// Notes that something came, and makes every older copy of the file known as one; once for
    /// each backup that changed anything.
    Result<Done> goOn(Time now);

private:
    Result<QString> freeName(const QString &name);
    Result<bool> isThere(const QString &table, const QVariant &id);
    /// Why a payment could not be added.
    tl::unexpected<Error> whyNot(const QString &payment, const QVariant &purchase);

    Connection &m_connection;
    const Secret &m_key;
    Book m_book;
};

} // namespace tuppence::ledger
