// SPDX-License-Identifier: MIT
#include "core/payments/engine.h"
#include "core/payments/ids.h"
#include "core/payments/walk.h"

// The part of the engine that sends money on the owner's own wish.

namespace tuppence::payments {

namespace {

/// As if a seller had asked for it, so that it goes the way of every payment.
tuppence::Reading readingOf(const Transfer &transfer, const ProtocolRegistry &protocols)
{
    const Protocol *protocol = protocols.find("transfer");
    Q_ASSERT(protocol); // every registry has it
    deal::Offer offer;
    offer.scheme = "transfer";
    offer.network = transfer.amount.asset.network;
    offer.instruction = deal::SubmitTransfer {transfer.amount, transfer.payee, std::nullopt};
    deal::Challenge challenge;
    challenge.dialect = "transfer";
    challenge.offers = {offer};
    tuppence::Reading reading;
    reading.challenges.append({protocol, challenge});
    return reading;
}

Order orderOf(const Transfer &transfer)
{
    Order order;
    order.requester = transfer.requester;
    order.requesterName = transfer.requesterName;
    order.request.method = "SEND";
    return order;
}

} // namespace

Pending<Waiting> PaymentEngine::send(const Transfer &transfer)
{
    if (m_rooms.purse->accounts().isEmpty())
        return failed<Waiting>({Error::Kind::Refused, "vault.none", {}, {}});
    const auto options =
        collect(readingOf(transfer, *m_rooms.protocols), m_rooms.purse->accounts(), m_rooms);
    if (options.possible.isEmpty())
        return failed<Waiting>(whyNone(options));
    const Option option = options.possible.first(); // of the account that pays by default
    auto asked = chainOf(m_rooms, option.offer.network)
                     ->balances(option.account.address, {option.amount.asset});
    return whenReady(std::move(asked), this,
                     [this, transfer, option](const Result<Balances> &balances) {
                         Options held {{option}, {}};
                         if (balances) {
                             held.possible.first().balance = balances->units.first();
                             held.possible.first().newestBlock = balances->newestBlock;
                         }
                         sort(held, m_rooms);
                         return held.possible.isEmpty() ? failed<Waiting>(whyNone(held))
                                                        : begin(transfer, held.possible.first());
                     });
}

Pending<Waiting> PaymentEngine::begin(const Transfer &transfer, const Option &option)
{
    Walk *walk = begin(orderOf(transfer), newId("pay_", m_rooms.clock->now()), nullptr);
    const auto promise = std::make_shared<QPromise<Result<Waiting>>>();
    promise->start();
    // Once it waits or has ended, whichever comes first.
    connect(walk, &Walk::decided, this, [walk, promise] {
        if (promise->future().isFinished())
            return;
        const auto waiting = walk->waiting();
        const auto why = walk->report().error.value_or(
            Error {Error::Kind::Refused, "payments.not_waiting", {}, {}});
        promise->addResult(waiting ? Result<Waiting>(*waiting) : tl::make_unexpected(why));
        promise->finish();
    });
    walk->transfer(option, transfer.warnings);
    return promise->future();
}

Pending<Report> PaymentEngine::ended(const QByteArray &payment)
{
    Walk *walk = m_walks.ofPayment(payment);
    if (!walk)
        return failed<Report>({Error::Kind::Refused, "payments.not_waiting", {}, {}});
    const auto promise = std::make_shared<QPromise<Result<Report>>>();
    promise->start();
    connect(walk, &Walk::finished, this, [walk, promise] {
        promise->addResult(walk->report());
        promise->finish();
    });
    return promise->future();
}

} // namespace tuppence::payments
