// SPDX-License-Identifier: MIT
#include "core/chains/chain.h"
#include "core/ledger/ledger.h"
#include "core/money/registry.h"
#include "core/payments/engine.h"
#include "core/payments/ids.h"
#include "core/payments/walk.h"

// The part of the engine that does what the owner wishes by themselves: nobody asks for it.

namespace tuppence::payments {

namespace {

/// As if a seller had asked for it, so that it goes the way of every payment.
tuppence::Reading readingOf(const deal::Instruction &instruction, const ProtocolRegistry &protocols)
{
    const Protocol *protocol = protocols.find("transfer");
    Q_ASSERT(protocol); // every registry has it
    deal::Offer offer;
    offer.scheme = "transfer";
    offer.network = deal::movedBy(instruction).amount.asset.network;
    offer.instruction = instruction;
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

/// Its terms bind which payment it is.
Order orderToCancel(const QByteArray &payment)
{
    Order order;
    order.requesterName = QStringLiteral("You");
    order.request.method = "CANCEL";
    order.request.url = QUrl(QStringLiteral("payment:") + QString::fromLatin1(payment));
    return order;
}

Order orderToAllow(const AssetAmount &allowed)
{
    Order order;
    order.requesterName = QStringLiteral("You");
    order.request.method = "ALLOW";
    order.request.url = deal::allowanceUrl(allowed);
    return order;
}

Error refusal(const char *code, const QJsonObject &data = {})
{
    return {Error::Kind::Refused, code, data, {}};
}

/// The payment that gives up another one, by an earlier wish.
std::optional<QByteArray> cancelling(const QUrl &cancelled, const QList<ledger::Payment> &payments)
{
    for (const auto &payment : payments) {
        if (payment.terms.method == "CANCEL" && payment.terms.url == cancelled)
            return payment.id;
    }
    return std::nullopt;
}

} // namespace

Pending<Waiting> PaymentEngine::carryOut(const Order &order, const deal::Instruction &instruction,
                                         const QList<Error> &warnings)
{
    if (m_rooms.purse->accounts().isEmpty())
        return failed<Waiting>(refusal("vault.none"));
    const auto options =
        collect(readingOf(instruction, *m_rooms.protocols), m_rooms.purse->accounts(), m_rooms);
    if (options.possible.isEmpty())
        return failed<Waiting>(whyNone(options));
    return propose(order, options.possible.first(), warnings);
}

Pending<Waiting> PaymentEngine::send(const Transfer &transfer)
{
    const deal::SubmitTransfer instruction {transfer.amount, transfer.payee, std::nullopt};
    return carryOut(orderOf(transfer), instruction, transfer.warnings);
}

Pending<Waiting> PaymentEngine::allow(const AssetAmount &allowed)
{
    const auto *network = m_rooms.registry->network(allowed.asset.network);
    if (!network)
        return failed<Waiting>({Error::Kind::Unsupported, "payments.unknown_network", {}, {}});
    if (!network->coin)
        return failed<Waiting>({Error::Kind::Unsupported,
                                "chain.no_coin",
                                {{QStringLiteral("network"), network->name}},
                                {}});
    if (!m_rooms.registry->asset(allowed.asset))
        return failed<Waiting>(refusal("payments.not_allowable"));
    const deal::SubmitAllowance instruction {network->coin->id, allowed};
    return carryOut(orderToAllow(allowed), instruction, {});
}

Pending<Waiting> PaymentEngine::cancel(const QByteArray &payment)
{
    return andThen(m_rooms.ledger->unfinishedPayments(), this,
                   [this, payment](const QList<ledger::Payment> &unfinished) {
                       const QUrl url = orderToCancel(payment).request.url;
                       const auto live =
                           std::find_if(unfinished.begin(), unfinished.end(),
                                        [&](const auto &one) { return one.id == payment; });
                       if (live == unfinished.end() || live->money.kind != ledger::MoneyKind::Open)
                           return failed<Waiting>(refusal("payments.not_live"));
                       auto earlier = cancelling(url, unfinished);
                       for (const Waiting &one : waiting()) {
                           if (one.terms.url == url)
                               earlier = one.payment;
                       }
                       if (earlier)
                           return failed<Waiting>(refusal(
                               "payments.cancelled_already",
                               {{QStringLiteral("payment"), QString::fromLatin1(*earlier)}}));
                       return cancel(*live);
                   });
}

Pending<Waiting> PaymentEngine::cancel(const ledger::Payment &payment)
{
    const auto *chain = chainOf(m_rooms, payment.terms.network);
    if (!chain)
        return failed<Waiting>({Error::Kind::Unsupported, "payments.unknown_network", {}, {}});
    const auto instruction = chain->cancellation(payment.handle);
    if (!instruction)
        return failed<Waiting>(instruction.error());
    const auto found = readingOf(*instruction, *m_rooms.protocols).challenges.first();
    const auto moved = deal::movedBy(*instruction);
    const Option option {found.protocol, found.challenge, found.challenge.offers.first(),
                         moved.amount,   moved.payee,     payment.terms.account,
                         std::nullopt,   std::nullopt};
    return propose(orderToCancel(payment.id), option, {});
}

/// Asks what the account holds, as for every payment.
Pending<Waiting> PaymentEngine::propose(const Order &order, const Option &option,
                                        const QList<Error> &warnings)
{
    auto asked = chainOf(m_rooms, option.offer.network)
                     ->balances(option.account.address, {option.amount.asset});
    return whenReady(
        std::move(asked), this, [this, order, option, warnings](const Result<Balances> &balances) {
            Options held {{option}, {}};
            if (balances) {
                held.possible.first().balance = balances->units.first();
                held.possible.first().newestBlock = balances->newestBlock;
            }
            sort(held, m_rooms);
            return held.possible.isEmpty() ? failed<Waiting>(whyNone(held))
                                           : begin(order, held.possible.first(), warnings);
        });
}

Pending<Waiting> PaymentEngine::begin(const Order &order, const Option &option,
                                      const QList<Error> &warnings)
{
    Walk *walk = begin(order, newId("pay_", m_rooms.clock->now()), nullptr);
    const auto promise = std::make_shared<QPromise<Result<Waiting>>>();
    promise->start();
    // Once it waits or has ended, whichever comes first.
    connect(walk, &Walk::decided, this, [walk, promise] {
        if (promise->future().isFinished())
            return;
        const auto waiting = walk->waiting();
        const auto why = walk->report().error.value_or(refusal("payments.not_waiting"));
        promise->addResult(waiting ? Result<Waiting>(*waiting) : tl::make_unexpected(why));
        promise->finish();
    });
    walk->transfer(option, warnings);
    return promise->future();
}

Pending<Report> PaymentEngine::ended(const QByteArray &payment)
{
    Walk *walk = m_walks.ofPayment(payment);
    if (!walk)
        return failed<Report>(refusal("payments.not_waiting"));
    const auto promise = std::make_shared<QPromise<Result<Report>>>();
    promise->start();
    connect(walk, &Walk::finished, this, [walk, promise] {
        promise->addResult(walk->report());
        promise->finish();
    });
    return promise->future();
}

} // namespace tuppence::payments
