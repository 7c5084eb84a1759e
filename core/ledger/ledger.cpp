// SPDX-License-Identifier: MIT
#include "core/ledger/ledger.h"

#include "core/ledger/backup.h"
#include "core/ledger/clients.h"
#include "core/ledger/database.h"
#include "core/ledger/entrypage.h"
#include "core/ledger/facts.h"
#include "core/ledger/meta.h"
#include "core/ledger/movements.h"
#include "core/ledger/opening.h"
#include "core/ledger/paymentrows.h"
#include "core/ledger/payments.h"
#include "core/ledger/purchases.h"
#include "core/ledger/settings.h"

namespace tuppence::ledger {

namespace {

constexpr std::chrono::days betweenChecks {7};

Result<Done> checkIfDue(Connection &connection, Time now)
{
    const auto last = TRY(noted(connection, checkedKey));
    // A clock that was set back does not put the check off.
    if (last && *last <= now && now - *last < betweenChecks)
        return Done {};
    TRY(quickCheck(connection));
    return note(connection, checkedKey, now);
}

} // namespace

Result<std::unique_ptr<Ledger>> Ledger::open(const QString &path, const Clock &clock)
{
    auto database = std::make_unique<Database>();
    std::optional<Time> setAside;
    const auto opened = database->open([&]() -> Result<std::unique_ptr<Connection>> {
        auto connection = TRY(openLedger(path, clock.now()));
        setAside = TRY(noted(*connection, setAsideKey));
        return connection;
    });
    if (!opened)
        return tl::make_unexpected(opened.error());
    return std::unique_ptr<Ledger>(new Ledger(std::move(database), setAside, clock));
}

Ledger::Ledger(std::unique_ptr<Database> database, std::optional<Time> setAside, const Clock &clock)
    : m_database(std::move(database))
    , m_setAside(setAside)
    , m_clock(clock)
{
}

Ledger::~Ledger() = default;

Pending<Done> Ledger::check()
{
    return m_database->run(
        [now = m_clock.now()](Connection &connection) { return checkIfDue(connection, now); });
}

Pending<std::optional<Purchase>> Ledger::joined(NewPurchase purchase)
{
    return m_database->run([purchase = std::move(purchase)](Connection &connection) {
        return ledger::joined(connection, purchase);
    });
}

Pending<Purchase> Ledger::purchase(QByteArray id)
{
    return m_database->run(
        [id = std::move(id)](Connection &connection) { return ledger::purchase(connection, id); });
}

Pending<Done> Ledger::ask(NewPayment payment)
{
    return m_database->transact([payment = std::move(payment)](Connection &connection) {
        return ledger::ask(connection, payment);
    });
}

Pending<deal::Verdict> Ledger::askAndReserve(NewPayment payment, Reservation reservation,
                                             Judging judging)
{
    return m_database->transact([payment = std::move(payment), reservation = std::move(reservation),
                                 judging = std::move(judging)](Connection &connection) {
        return ledger::askAndReserve(connection, payment, reservation, judging);
    });
}

Pending<deal::Verdict> Ledger::reserve(Reservation reservation, Judging judging)
{
    return m_database->transact([reservation = std::move(reservation),
                                 judging = std::move(judging)](Connection &connection) {
        return ledger::reserve(connection, reservation, judging);
    });
}

Pending<Done> Ledger::keepBook(std::function<Result<Done>(Book &book)> step, SealKey key)
{
    return m_database->transact(
        [step = std::move(step), key = std::move(key)](Connection &connection) {
            Book book(connection, *key);
            return step(book);
        });
}

Pending<Done> Ledger::decline(QByteArray payment, Ending ending)
{
    return m_database->transact(
        [payment = std::move(payment), ending = std::move(ending)](Connection &connection) {
            return ledger::endAsked(connection, payment, Stage::Declined, ending);
        });
}

Pending<Done> Ledger::refuse(QByteArray payment, Ending ending)
{
    return m_database->transact(
        [payment = std::move(payment), ending = std::move(ending)](Connection &connection) {
            return ledger::endAsked(connection, payment, Stage::Refused, ending);
        });
}

Pending<Done> Ledger::lapse(QByteArray payment, Ending ending)
{
    return m_database->transact(
        [payment = std::move(payment), ending = std::move(ending)](Connection &connection) {
            return ledger::endAsked(connection, payment, Stage::Lapsed, ending);
        });
}

Pending<Done> Ledger::release(QByteArray payment, Ending ending)
{
    return m_database->transact(
        [payment = std::move(payment), ending = std::move(ending)](Connection &connection) {
            return ledger::release(connection, payment, Stage::Reserved, ending);
        });
}

Pending<Done> Ledger::releaseUnsent(QByteArray payment, Ending ending)
{
    return m_database->erase(
        [payment = std::move(payment), ending = std::move(ending)](Connection &connection) {
            return ledger::release(connection, payment, Stage::Signed, ending);
        });
}

Pending<Done> Ledger::writeSigned(SignedPayment payment)
{
    return m_database->transact([payment = std::move(payment)](Connection &connection) {
        return ledger::writeSigned(connection, payment);
    });
}

Pending<Done> Ledger::writeSent(QByteArray payment, Time at)
{
    return m_database->transact([payment = std::move(payment), at](Connection &connection) {
        return ledger::writeSent(connection, payment, at);
    });
}

Pending<Payment> Ledger::writeSending(SignedPayment payment)
{
    return m_database->transact([payment = std::move(payment)](Connection &connection) {
        return ledger::writeSending(connection, payment);
    });
}

Pending<Done> Ledger::writeSentAgain(QByteArray payment, Time at)
{
    return m_database->transact([payment = std::move(payment), at](Connection &connection) {
        return ledger::writeSentAgain(connection, payment, at);
    });
}

Pending<Done> Ledger::recordAnswer(QByteArray payment, Answer answer, Time at)
{
    return m_database->transact(
        [payment = std::move(payment), answer = std::move(answer), at](Connection &connection) {
            return ledger::recordAnswer(connection, payment, answer, at);
        });
}

Pending<Done> Ledger::recordSeen(QByteArray payment, QByteArray transaction, int confirmations)
{
    return m_database->transact([payment = std::move(payment), transaction = std::move(transaction),
                                 confirmations](Connection &connection) {
        return ledger::recordSeen(connection, payment, transaction, confirmations);
    });
}

Pending<Done> Ledger::recordSettled(QByteArray payment, Uint256 moved, QByteArray transaction,
                                    Time at)
{
    const Money settled {MoneyKind::Settled, moved, std::move(transaction)};
    return m_database->erase([payment = std::move(payment), settled, at](Connection &connection) {
        return ledger::recordSettled(connection, payment, settled, at);
    });
}

Pending<Done> Ledger::recordDead(QByteArray payment, Time at)
{
    return m_database->erase([payment = std::move(payment), at](Connection &connection) {
        return ledger::recordDead(connection, payment, at);
    });
}

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

Pending<QList<Movement>> Ledger::movementsOf(QByteArray payment)
{
    return m_database->run([payment = std::move(payment)](Connection &connection) {
        return ledger::movementsOf(connection, payment);
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
    return m_database->transact(
        [step = std::move(step), key = std::move(key)](Connection &connection) {
            Restoring restoring(connection, *key);
            return step(restoring);
        });
}

} // namespace tuppence::ledger
