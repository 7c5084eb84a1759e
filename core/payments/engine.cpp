// SPDX-License-Identifier: MIT
#include "core/payments/engine.h"

#include "core/ledger/ledger.h"
#include "core/payments/ids.h"
#include "core/payments/inquiry.h"
#include "core/payments/judging.h"
#include "core/payments/quoting.h"
#include "core/payments/replay.h"
#include "core/payments/walk.h"

namespace tuppence::payments {

using ledger::Outcome;

namespace {

Report reportOf(const QByteArray &purchase, const QList<ledger::Payment> &payments)
{
    Report report;
    report.purchase = purchase;
    report.outcome = Outcome::Failed;
    if (!payments.isEmpty()) {
        report.payment = payments.last();
        report.outcome = ledger::outcome(payments.last());
    }
    return report;
}

void tellError(const QPointer<Listener> &listener, Outcome outcome, const Error &error,
               Report report = {})
{
    report.outcome = outcome;
    report.error = error;
    if (listener)
        listener->finished(report);
}

ledger::NewPurchase newPurchase(const Order &order, Time now)
{
    return {{}, order.requester, order.key, order.request, now};
}

bool asksTheSame(const Order &one, const Order &other)
{
    return one.request.method == other.request.method && one.request.body == other.request.body
        && one.request.url.toEncoded() == other.request.url.toEncoded();
}

/// The proof is out, or may be, and what was bought with it has not come. It is kept for as long as
/// it can bring that; one that came with a backup is not here.
bool canSendAgain(const ledger::Payment &payment)
{
    return !ledger::isAnswered(payment.answer) && !payment.proof.isEmpty();
}

/// Why a payment stands as it does, for whoever asks about it later. Of what the sentence needs,
/// only what the ledger keeps is still known.
Error whyEnded(const ledger::Payment &payment)
{
    const QByteArray code = payment.answer.code.isEmpty() ? payment.code : payment.answer.code;
    return {Error::Kind::Refused,
            code.isEmpty() ? QByteArray("payments.under_way") : code,
            {{QStringLiteral("reason"), payment.reason},
             {QStringLiteral("host"), payment.terms.url.host()},
             {QStringLiteral("status"), payment.answer.status}},
            {}};
}

} // namespace

PaymentEngine::PaymentEngine(Rooms rooms, QObject *parent)
    : QObject(parent)
    , m_rooms(std::move(rooms))
    , m_answers(m_rooms.answersFolder, *m_rooms.clock)
    , m_settler(m_rooms)
{
}

PaymentEngine::~PaymentEngine() = default;

// Paying

void PaymentEngine::pay(const Order &order, const QPointer<Listener> &listener)
{
    whenReady(m_rooms.ledger->joined(newPurchase(order, m_rooms.clock->now())), this,
              [this, order, listener](const Result<std::optional<ledger::Purchase>> &joined) {
                  if (!joined)
                      return tellError(listener, Outcome::Failed, joined.error());
                  if (Walk *walk = m_walks.joinedBy(order))
                      return join(walk, order, listener);
                  if (*joined)
                      return takeUp(order, (*joined)->id, listener);
                  begin(order, newId("pay_", m_rooms.clock->now()), listener)->start();
              });
}

void PaymentEngine::join(Walk *walk, const Order &order, const QPointer<Listener> &listener)
{
    if (!asksTheSame(walk->order(), order))
        return tellError(listener, Outcome::Failed,
                         {Error::Kind::Refused, "purchase.other_request", {}, {}});
    walk->attach(listener);
}

void PaymentEngine::takeUp(const Order &order, const QByteArray &purchase,
                           const QPointer<Listener> &listener)
{
    whenReady(m_rooms.ledger->paymentsOf(purchase), this,
              [this, order, purchase, listener](const Result<QList<ledger::Payment>> &payments) {
                  if (!payments)
                      return tellError(listener, Outcome::Failed, payments.error());
                  if (Walk *walk = m_walks.joinedBy(order)) // begun by another request meanwhile
                      return join(walk, order, listener);
                  takeUpAgain(order, *payments, purchase, listener);
              });
}

void PaymentEngine::takeUpAgain(const Order &order, const QList<ledger::Payment> &payments,
                                const QByteArray &purchase, const QPointer<Listener> &listener)
{
    const Report report = reportOf(purchase, payments);
    const auto &last = report.payment;
    if (last && ledger::isAnswered(last->answer))
        return replay(report, listener);
    if (last && canSendAgain(*last))
        return begin(order, purchase, listener)->sendAgain(*last);
    switch (report.outcome) {
    case Outcome::Failed:
    case Outcome::Expired:
    case Outcome::DeliveredWithoutPayment:
        return begin(order, purchase, listener)->start(); // nothing live is left of the last try
    case Outcome::Paid:
        return replay(report, listener); // the seller's error is all there is
    default:
        return tellError(listener, report.outcome, whyEnded(*last), report);
    }
}

Walk *PaymentEngine::begin(const Order &order, const QByteArray &purchase,
                           const QPointer<Listener> &listener)
{
    auto *walk = new Walk(m_rooms, m_answers, m_settler, order, purchase, this);
    m_walks.add(purchase, walk);
    connect(walk, &Walk::waitingChanged, this, &PaymentEngine::waitingChanged);
    connect(walk, &Walk::finished, this, [this, walk, purchase] {
        m_walks.remove(purchase);
        walk->deleteLater();
    });
    walk->attach(listener);
    return walk;
}

void PaymentEngine::withdraw(const QByteArray &purchase, const QByteArray &requester)
{
    if (Walk *walk = m_walks.of(purchase, requester))
        walk->withdraw();
}

Pending<Quote> PaymentEngine::quote(const Order &order)
{
    auto *inquiry = new Inquiry(m_rooms, order, this);
    auto found = inquiry->run();
    return whenReady(found, this, [inquiry](const Result<Finding> &finding) {
        inquiry->deleteLater();
        if (!finding)
            return failed<Quote>(finding.error());
        return ready<Quote>(quoteOf(*finding));
    });
}

// Asking about purchases

Pending<QList<ledger::Payment>> PaymentEngine::paymentsOf(const QByteArray &purchase,
                                                          const QByteArray &requester)
{
    return andThen(m_rooms.ledger->purchase(purchase), this,
                   [this, requester](const ledger::Purchase &found) {
                       if (found.requester != requester)
                           return failed<QList<ledger::Payment>>(
                               {Error::Kind::Refused, "purchase.unknown", {}, {}});
                       return m_rooms.ledger->paymentsOf(found.id);
                   });
}

Pending<Report> PaymentEngine::state(const QByteArray &purchase, const QByteArray &requester)
{
    return whenReady(
        paymentsOf(purchase, requester), this,
        [this, purchase, requester](const Result<QList<ledger::Payment>> &payments) {
            if (payments)
                return ready<Report>(reportOf(purchase, *payments));
            if (m_walks.of(purchase, requester)) // under way, and nothing is written of it yet
                return ready<Report>(Report {purchase, Outcome::Pending, {}, {}, {}, {}});
            return failed<Report>(payments.error());
        });
}

void PaymentEngine::answer(const QByteArray &purchase, const QByteArray &requester,
                           const QPointer<Listener> &listener)
{
    whenReady(paymentsOf(purchase, requester), this,
              [this, purchase, listener](const Result<QList<ledger::Payment>> &payments) {
                  if (!payments)
                      return tellError(listener, Outcome::Failed, payments.error());
                  replay(reportOf(purchase, *payments), listener);
              });
}

void PaymentEngine::replay(Report report, const QPointer<Listener> &listener)
{
    const auto key = m_rooms.purse->answersKey();
    if (!key)
        return tellError(listener, Outcome::Locked, key.error(), report);
    auto reader = m_answers.open(report.purchase, *key);
    if (!reader)
        return tellError(listener, report.outcome, reader.error(), report);
    new Replay(std::move(*reader), std::move(report), listener, this);
}

// The owner's word

Pending<Done> PaymentEngine::approve(const QByteArray &payment, const QByteArray &shown)
{
    Walk *walk = m_walks.ofPayment(payment);
    return walk ? walk->approve(shown)
                : failed<Done>({Error::Kind::Refused, "payments.not_waiting", {}, {}});
}

void PaymentEngine::reconsider()
{
    const auto walks = m_walks.all(); // a walk may end meanwhile, and goes later
    for (Walk *walk : walks)
        walk->reconsider();
}

Pending<Done> PaymentEngine::refuse(const QByteArray &payment, const QString &reason)
{
    Walk *walk = m_walks.ofPayment(payment);
    return walk ? walk->refuse(reason)
                : failed<Done>({Error::Kind::Refused, "payments.not_waiting", {}, {}});
}

Pending<QList<ledger::LimitRow>> PaymentEngine::limits()
{
    auto secret = m_rooms.purse->limitsKey();
    if (!secret)
        return failed<QList<ledger::LimitRow>>(secret.error());
    const auto key = std::make_shared<const Secret>(*std::move(secret));
    return andThen(m_rooms.ledger->keepBook(takeBack, key), this,
                   [this, key](Done) { return m_rooms.ledger->limits(key); });
}

bool PaymentEngine::isIdle() const
{
    return m_walks.isEmpty() && m_settler.openCount() == 0;
}

} // namespace tuppence::payments
