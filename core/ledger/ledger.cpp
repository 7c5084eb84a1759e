// SPDX-License-Identifier: MIT
#include "core/ledger/ledger.h"

#include "core/ledger/database.h"
#include "core/ledger/facts.h"
#include "core/ledger/meta.h"
#include "core/ledger/opening.h"
#include "core/ledger/paymentrows.h"
#include "core/ledger/payments.h"
#include "core/ledger/purchases.h"

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
    const auto restored = std::make_shared<std::atomic<qint64>>(0);
    const auto opened = database->open([&]() -> Result<std::unique_ptr<Connection>> {
        auto connection = TRY(openLedger(path, clock.now()));
        setAside = TRY(noted(*connection, setAsideKey));
        if (const auto at = TRY(noted(*connection, restoredKey)))
            *restored = at->time_since_epoch().count();
        return connection;
    });
    if (!opened)
        return tl::make_unexpected(opened.error());
    return std::unique_ptr<Ledger>(new Ledger(std::move(database), setAside, restored, clock));
}

Ledger::Ledger(std::unique_ptr<Database> database, std::optional<Time> setAside, Seconds restored,
               const Clock &clock)
    : m_database(std::move(database))
    , m_setAside(setAside)
    , m_restored(std::move(restored))
    , m_clock(clock)
{
}

Ledger::~Ledger() = default;

std::optional<Time> Ledger::restored() const
{
    const qint64 at = *m_restored;
    return at == 0 ? std::nullopt : std::optional(Time(std::chrono::seconds(at)));
}

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
            return ledger::release(connection, payment, ending);
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

Pending<Done> Ledger::recordSettled(QByteArray payment, Settled settled, Time at)
{
    return m_database->transact(
        [payment = std::move(payment), settled = std::move(settled), at](Connection &connection) {
            return ledger::recordSettled(connection, payment, settled, at);
        });
}

Pending<Done> Ledger::recordDead(QByteArray payment, Time at)
{
    return m_database->transact([payment = std::move(payment), at](Connection &connection) {
        return ledger::recordDead(connection, payment, at);
    });
}

} // namespace tuppence::ledger
