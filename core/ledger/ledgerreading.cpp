// SPDX-License-Identifier: MIT
#include "core/ledger/backup.h"
#include "core/ledger/clients.h"
#include "core/ledger/database.h"
#include "core/ledger/entrypage.h"
#include "core/ledger/ledger.h"
#include "core/ledger/limits.h"
#include "core/ledger/meta.h"
#include "core/ledger/movements.h"
#include "core/ledger/paymentrows.h"
#include "core/ledger/settings.h"
#include "core/ledger/vouchers.h"

// What is read, and the owner's choices. A payment's way: ledger.cpp.

namespace tuppence::ledger {

Pending<Payment> Ledger::payment(QByteArray id)
{
    return m_database->run(
        [id = std::move(id)](Connection &connection) { return ledger::payment(connection, id); });
}

Pending<QList<Payment>> Ledger::paymentsOf(QByteArray purchase)
{
    return m_database->run([purchase = std::move(purchase)](Connection &connection) {
        return ledger::paymentsOf(connection, purchase);
    });
}

Pending<QList<Payment>> Ledger::askedPayments()
{
    return m_database->run(&ledger::askedPayments);
}

Pending<QList<Payment>> Ledger::openPayments()
{
    return m_database->run(&ledger::openPayments);
}

Pending<QList<Payment>> Ledger::unfinishedPayments()
{
    return m_database->run(&ledger::unfinishedPayments);
}

Pending<Page> Ledger::history(int limit, QByteArray cursor)
{
    return m_database->run([limit, cursor = std::move(cursor)](Connection &connection) {
        return ledger::history(connection, limit, cursor);
    });
}

Pending<EntryPage> Ledger::entries(int limit, QByteArray cursor)
{
    return m_database->run([limit, cursor = std::move(cursor)](Connection &connection) {
        return ledger::entries(connection, limit, cursor);
    });
}

Pending<std::optional<AccountId>> Ledger::lastPayer(QByteArray page, QByteArray requester)
{
    return m_database->run(
        [page = std::move(page), requester = std::move(requester)](Connection &connection) {
            return ledger::lastPayer(connection, page, requester);
        });
}

Pending<QList<Movement>> Ledger::movementsOf(QByteArray payment)
{
    return m_database->run([payment = std::move(payment)](Connection &connection) {
        return ledger::movementsOf(connection, payment);
    });
}

Pending<std::optional<Uint256>> Ledger::voucherOf(QByteArray payment)
{
    return m_database->run([payment = std::move(payment)](Connection &connection) {
        return ledger::voucherOf(connection, payment);
    });
}

Pending<std::optional<Uint256>> Ledger::highestVoucher(QByteArray channel)
{
    return m_database->run([channel = std::move(channel)](Connection &connection) {
        return ledger::highestVoucher(connection, channel);
    });
}

Pending<Done> Ledger::addClient(Client client)
{
    return m_database->transact([client = std::move(client)](Connection &connection) {
        return ledger::addClient(connection, client);
    });
}

Pending<Done> Ledger::revokeClient(QByteArray publicKey, Time at)
{
    return m_database->transact([publicKey = std::move(publicKey), at](Connection &connection) {
        return ledger::revokeClient(connection, publicKey, at);
    });
}

Pending<std::optional<Client>> Ledger::pairedClient(QByteArray publicKey)
{
    return m_database->run([publicKey = std::move(publicKey)](Connection &connection) {
        return ledger::pairedClient(connection, publicKey);
    });
}

Pending<QList<Client>> Ledger::clients()
{
    return m_database->run(&ledger::clients);
}

Pending<Done> Ledger::setLimit(NewLimit limit, Author author, SealKey key)
{
    return m_database->transact([limit = std::move(limit), author = std::move(author),
                                 key = std::move(key)](Connection &connection) {
        return ledger::setLimit(connection, *key, limit, author);
    });
}

Pending<QList<LimitRow>> Ledger::limits(SealKey key)
{
    return m_database->run([key = std::move(key)](Connection &connection) {
        return ledger::limits(connection, *key);
    });
}

Pending<Done> Ledger::doubtLimits()
{
    return m_database->transact(&ledger::doubtLimits);
}

Pending<quint64> Ledger::sequence()
{
    return m_database->run(&ledger::sequence);
}

Pending<Done> Ledger::setNetwork(NetworkChoice choice, Author author)
{
    return m_database->transact(
        [choice = std::move(choice), author = std::move(author)](Connection &connection) {
            return ledger::setNetwork(connection, choice, author);
        });
}

Pending<QList<NetworkChoice>> Ledger::networks()
{
    return m_database->run(&ledger::networks);
}

Pending<Done> Ledger::setSetting(QByteArray key, QByteArray value, Author author)
{
    return m_database->transact([key = std::move(key), value = std::move(value),
                                 author = std::move(author)](Connection &connection) {
        return ledger::setSetting(connection, key, value, author);
    });
}

Pending<std::optional<QByteArray>> Ledger::setting(QByteArray key)
{
    return m_database->run([key = std::move(key)](Connection &connection) {
        return ledger::setting(connection, key);
    });
}

Pending<QList<Change>> Ledger::changes(QByteArray key)
{
    return m_database->run([key = std::move(key)](Connection &connection) {
        return ledger::changes(connection, key);
    });
}

Pending<Done> Ledger::keepPass(KeptPass pass)
{
    return m_database->transact([pass = std::move(pass)](Connection &connection) {
        return ledger::keepPass(connection, pass);
    });
}

Pending<std::optional<KeptPass>> Ledger::passFor(QByteArray requester, QByteArray site, Time now)
{
    return m_database->run(
        [requester = std::move(requester), site = std::move(site), now](Connection &connection) {
            return ledger::passFor(connection, requester, site, now);
        });
}

Pending<QList<KeptPass>> Ledger::passes(Time now)
{
    return m_database->run(
        [now](Connection &connection) { return ledger::passes(connection, now); });
}

Pending<Done> Ledger::forgetPass(QByteArray payment)
{
    return m_database->transact([payment = std::move(payment)](Connection &connection) {
        return ledger::forgetPass(connection, payment);
    });
}

Pending<Done> Ledger::backUp(std::function<Result<Done>(BackingUp &backingUp)> step, SealKey key)
{
    return m_database->transact(
        [step = std::move(step), key = std::move(key)](Connection &connection) {
            BackingUp backingUp(connection, *key);
            return step(backingUp);
        });
}

Pending<Done> Ledger::restore(std::function<Result<Done>(Restoring &restoring)> step, SealKey key)
{
    return m_database->transact([step = std::move(step), key = std::move(key),
                                 restored = m_restored](Connection &connection) -> Result<Done> {
        Restoring restoring(connection, *key);
        TRY(step(restoring));
        if (const auto at = TRY(noted(connection, restoredKey)))
            *restored = at->time_since_epoch().count();
        return Done {};
    });
}

} // namespace tuppence::ledger
