// SPDX-License-Identifier: MIT
#include "core/ledger/backup.h"
#include "core/ledger/clients.h"
#include "core/ledger/limits.h"
#include "core/ledger/meta.h"
#include "core/ledger/purchases.h"
#include "core/ledger/settings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

using Kind = BackupRow::Kind;

constexpr int mostOfOneName = 1000;

tl::unexpected<Error> noRow(const QString &detail)
{
    return fail(Error::Kind::Malformed, "backup.content", {}, detail);
}

/// The values of one row, by the names of their columns.
class Columns
{
public:
    /// `values` are as many as the kind has.
    Columns(Kind kind, QVariantList values)
        : m_names(columnsOf(kind))
        , m_values(std::move(values))
    {
    }

    [[nodiscard]] QVariant &operator[](const QString &name)
    {
        const qsizetype index = m_names.indexOf(name);
        Q_ASSERT(index >= 0);
        return m_values[index];
    }

    void add(const QString &name, const QVariant &value)
    {
        m_names.append(name);
        m_values.append(value);
    }

    Result<Done> insert(Connection &connection, const QString &table) const
    {
        const QStringList places(m_names.size(), u"?"_s);
        const auto inserted =
            connection.execute(u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(
                                   table, m_names.join(u", "_s), places.join(u", "_s)),
                               m_values);
        if (!inserted)
            return tl::make_unexpected(inserted.error());
        return Done {};
    }

private:
    QStringList m_names;
    QVariantList m_values;
};

Result<Done> orNoRow(Result<Done> inserted)
{
    if (!inserted && inserted.error().code == "ledger.constraint")
        return noRow(u"a constraint"_s);
    return inserted;
}

bool isLater(const QVariant &seconds, Time now)
{
    return seconds.toLongLong() > now.time_since_epoch().count();
}

/// Whether nothing was signed yet on the other machine. What becomes of it there is not known here:
/// it comes with a later backup, whole.
bool isUndecided(const QString &stage)
{
    return stage == u"asked" || stage == u"reserved";
}

/// Here nobody waits for the answer of a payment that came along, and its proof is not here; with
/// money that is certain it has ended.
void comeToRest(Columns &payment, Time now)
{
    if (payment[u"stage"_s].toString() != u"sent" || payment[u"answer"_s].toString() != u"waiting")
        return;
    payment[u"answer"_s] = u"lost"_s;
    payment[u"answer_code"_s] = u"payments.answer_lost"_s;
    if (payment[u"money"_s].toString() == u"open")
        return;
    payment[u"stage"_s] = u"closed"_s;
    payment[u"closed"_s] = time(now);
}

} // namespace

Result<bool> Restoring::isThere(const QString &table, const QVariant &id)
{
    const auto found =
        TRY(m_connection.row(u"SELECT number FROM %1 WHERE id = ?"_s.arg(table), {id},
                             [](Row &row) -> Result<qint64> { return row.number(); }));
    return found.has_value();
}

Result<QString> Restoring::freeName(const QString &name)
{
    const auto all = TRY(clients(m_connection));
    const auto isTaken = [&](const QString &wanted) {
        return std::any_of(all.begin(), all.end(), [&](const Client &client) {
            return !client.revoked && client.name == wanted;
        });
    };
    QString free = name;
    for (int i = 2; isTaken(free) && i < mostOfOneName; ++i)
        free = name + u'-' + QString::number(i);
    return free;
}

Result<Restoring::ClientChange> Restoring::takeClient(const QVariantList &values, Time now)
{
    Columns client(Kind::Client, values);
    const QByteArray key = client[u"public_key"_s].toByteArray();
    const auto all = TRY(clients(m_connection));
    const bool isKnown = std::any_of(all.begin(), all.end(),
                                     [&](const Client &other) { return other.publicKey == key; });
    const bool isRevoked = !client[u"revoked"_s].isNull();
    if (!isKnown) {
        if (!isRevoked)
            client[u"name"_s] = TRY(freeName(client[u"name"_s].toString()));
        TRY(orNoRow(client.insert(m_connection, u"clients"_s)));
        return isRevoked ? ClientChange::None : ClientChange::Added;
    }
    if (!isRevoked || !TRY(pairedClient(m_connection, key)))
        return ClientChange::None;
    TRY(revokeClient(m_connection, key, now));
    return ClientChange::Revoked;
}

Result<Done> Restoring::takePurchase(const QVariantList &values)
{
    Columns purchase(Kind::Purchase, values);
    if (TRY(isThere(u"purchases"_s, purchase[u"id"_s])))
        return Done {};
    // The same key was used here for another purchase: that one goes on being found under it.
    const auto other =
        TRY(m_connection.row(u"SELECT number FROM purchases WHERE requester = ? AND key = ?"_s,
                             {purchase[u"requester"_s], purchase[u"key"_s]},
                             [](Row &row) -> Result<qint64> { return row.number(); }));
    if (other)
        purchase[u"key"_s] = QVariant();
    return orNoRow(purchase.insert(m_connection, u"purchases"_s));
}

Result<std::optional<TakenPayment>> Restoring::takePayment(const QVariantList &values, Time now)
{
    Columns payment(Kind::Payment, values);
    if (isUndecided(payment[u"stage"_s].toString())
        || TRY(isThere(u"payments"_s, payment[u"id"_s])))
        return std::optional<TakenPayment>();
    comeToRest(payment, now);
    const QString money = payment[u"money"_s].toString();
    const bool isLive = money == u"open" || money == u"settled";
    payment.add(u"live"_s, isLive ? QVariant(1) : QVariant());
    const auto inserted = payment.insert(m_connection, u"payments"_s);
    if (!inserted && inserted.error().code == "ledger.constraint")
        return whyNot(payment[u"id"_s].toString(), payment[u"purchase"_s]);
    TRY(inserted);
    const auto terms = deal::decodeTerms(payment[u"terms"_s].toByteArray());
    if (!terms)
        return noRow(u"terms"_s);
    const auto wish = TRY(purchase(m_connection, terms->purchase));
    using By = deal::Approval::By;
    return std::optional(
        TakenPayment {*terms, wish.requester,
                      payment[u"approved_by"_s].toString() == u"limit" ? By::Limit : By::Owner,
                      money == u"open"});
}

tl::unexpected<Error> Restoring::whyNot(const QString &payment, const QVariant &purchase)
{
    const auto others =
        m_connection.rows(u"SELECT number FROM payments WHERE purchase = ?"_s, {purchase},
                          [](Row &row) -> Result<qint64> { return row.number(); });
    // Both machines went on: the index one_live_proof lets no purchase be paid for twice.
    if (others && !others->isEmpty())
        return fail(Error::Kind::Refused, "backup.same_purchase", {{u"payment"_s, payment}});
    return noRow(u"payment"_s);
}

Result<Movement> Restoring::takeMovement(const QVariantList &values, Time now)
{
    Columns row(Kind::Movement, values);
    Movement movement;
    movement.kind =
        row[u"kind"_s].toString() == u"fee" ? Movement::Kind::Fee : Movement::Kind::Amount;
    const auto asset = AssetId::parse(row[u"asset"_s].toString().toUtf8());
    const auto units = Uint256::decode(row[u"units"_s].toByteArray());
    if (!asset || !units)
        return noRow(u"movement"_s);
    movement.amount = {*asset, *units};
    if (row[u"state"_s].toString() == u"released")
        movement.state = Movement::State::Released;
    // Taken back, it must not be looked for later than it was counted.
    if (isLater(row[u"booked"_s], now))
        row[u"booked"_s] = time(now);
    TRY(orNoRow(row.insert(m_connection, u"movements"_s)));
    return movement;
}

Result<bool> Restoring::wasTakenAway(const QByteArray &subject)
{
    const auto stands = TRY(limitOf(m_connection, m_key, subject));
    const auto history = TRY(changes(m_connection, "limit " + subject));
    return !stands.isThere && !history.isEmpty();
}

Result<Done> Restoring::setLimit(const QByteArray &subject, const QByteArray &content,
                                 const QByteArray &freshSpending, const Author &author)
{
    return ledger::setLimit(m_connection, m_key, {subject, content, freshSpending}, author);
}

Result<Done> Restoring::goOn(Time now)
{
    TRY(note(m_connection, restoredKey, now));
    return ledger::goOn(m_connection);
}

} // namespace tuppence::ledger
