// SPDX-License-Identifier: MIT
#include "core/ledger/ledger.h"
#include "core/payments/engine.h"
#include "core/payments/walk.h"

// The part of the engine that takes up what an earlier run left.

namespace tuppence::payments {

namespace {

const QByteArray interrupted = "payments.interrupted";

/// What the owner sent on their own wish: when it is in a block, there is nobody to be told.
bool isForNobody(const ledger::Payment &payment, const ProtocolRegistry &protocols)
{
    const auto *protocol = protocols.find(payment.terms.dialect);
    const auto exchange = protocol ? protocol->resume(payment.exchangeState)
                                   : fail(Error::Kind::Unsupported, "payments.unknown_dialect");
    if (!exchange)
        return false;
    const auto step = (*exchange)->sendAgain();
    const auto *submission = std::get_if<deal::Submit>(&step);
    return submission && std::holds_alternative<deal::Delivered>(submission->then);
}

} // namespace

Pending<Done> PaymentEngine::recover()
{
    m_answers.removeUnfinished();
    m_answers.prune();
    const ledger::Ending ending {interrupted, {}, m_rooms.clock->now()};
    auto waiting = andThen(m_rooms.ledger->askedPayments(), this,
                           [this, ending](const QList<ledger::Payment> &asked) {
                               auto lapsed = ready<Done>(Done {});
                               for (const auto &payment : asked)
                                   lapsed = m_rooms.ledger->lapse(payment.id, ending);
                               return lapsed; // the ledger works in order: the last one ends last
                           });
    return andThen(std::move(waiting), this, [this](Done) {
        return andThen(m_rooms.ledger->unfinishedPayments(), this,
                       [this](const QList<ledger::Payment> &unfinished) {
                           auto noted = ready<Done>(Done {});
                           for (const auto &payment : unfinished)
                               noted = recover(payment);
                           return noted;
                       });
    });
}

Pending<Done> PaymentEngine::recover(const ledger::Payment &payment)
{
    const Time now = m_rooms.clock->now();
    if (payment.stage == ledger::Stage::Reserved)
        return m_rooms.ledger->release(payment.id, {interrupted, {}, now});
    if (payment.money.kind == ledger::MoneyKind::Open)
        m_settler.watch(payment);
    if (payment.stage != ledger::Stage::Sent || payment.answer.kind != ledger::AnswerKind::Waiting)
        return ready<Done>(Done {});
    return recoverAnswer(payment);
}

Pending<Done> PaymentEngine::recoverAnswer(const ledger::Payment &payment)
{
    if (isForNobody(payment, *m_rooms.protocols)) { // on its way all the same
        begin({}, payment.terms.purchase, nullptr)->sendAgain(payment);
        return ready<Done>(Done {});
    }
    // Nobody waits for that answer any more; the same proof may still fetch it.
    return m_rooms.ledger->recordAnswer(payment.id,
                                        {ledger::AnswerKind::Lost, 0, "payments.answer_lost", {}},
                                        m_rooms.clock->now());
}

} // namespace tuppence::payments
