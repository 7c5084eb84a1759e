// SPDX-License-Identifier: MIT
#include "core/chains/chain.h"
#include "core/ledger/ledger.h"
#include "core/payments/crashpoint.h"
#include "core/payments/judging.h"
#include "core/payments/walk.h"

// The last part of a walk: from the reservation to the answer.

namespace tuppence::payments {

using ledger::Ledger;

// 4 reserve, 5 carry out

Pending<deal::Verdict> Walk::carryOut(By by)
{
    auto preparing =
        chainOf(m_rooms, m_waiting.terms.network)
            ->prepare(*m_instruction, m_waiting.terms.account, {m_waiting.terms.highestFee});
    return andThen(std::move(preparing), this, [this, by](const deal::Prepared &prepared) {
        return andThen(
            reserve(prepared, by), this, [this, by, prepared](const deal::Verdict &verdict) {
                if (verdict.kind != deal::Verdict::Kind::Allow)
                    return ready<deal::Verdict>(verdict);
                reached(CrashPoint::Reserved);
                m_undo = &Ledger::release;
                m_notices = verdict.notices;
                return andThen(sign(prepared, by), this,
                               [verdict](Done) { return ready<deal::Verdict>(verdict); });
            });
    });
}

Pending<deal::Verdict> Walk::reserve(const deal::Prepared &prepared, By by)
{
    auto checked = m_rooms.checkLedger ? m_rooms.checkLedger() : ready<Done>(Done {});
    return whenReady(std::move(checked), this, [this, prepared, by](const Result<Done> &sound) {
        auto warnings = m_warnings;
        if (!sound)
            warnings.append(sound.error());
        return judged(prepared, by, warnings);
    });
}

Pending<deal::Verdict> Walk::judged(const deal::Prepared &prepared, By by,
                                    const QList<Error> &warnings)
{
    if (m_isWithdrawn && by == By::Limit)
        return failed<deal::Verdict>({Error::Kind::Cancelled, "payments.withdrawn", {}, {}});
    auto key = m_rooms.purse->limitsKey();
    if (!key)
        return failed<deal::Verdict>(key.error());
    const Time now = m_rooms.clock->now();
    const Case payment {m_waiting.terms,
                        m_order.requester,
                        m_order.requesterName,
                        m_order.isPaired,
                        prepared.leaves,
                        warnings,
                        now,
                        QTimeZone::systemTimeZone()};
    const auto judge = by == By::Limit ? byLimits(payment, *m_rooms.registry)
                                       : byOwner(payment, m_shown, *m_rooms.registry);
    const ledger::Reservation reservation {m_waiting.payment, m_waiting.termsName, prepared.leaves,
                                           by, now};
    const ledger::Judging judging {judge, std::make_shared<const Secret>(*std::move(key))};
    if (m_undo)
        return m_rooms.ledger->reserve(reservation, judging);
    return andThen(m_rooms.ledger->askAndReserve(newPayment(), reservation, judging), this,
                   [this](const deal::Verdict &verdict) {
                       m_undo = &Ledger::lapse;
                       if (verdict.kind != deal::Verdict::Kind::Allow)
                           reached(CrashPoint::Asked);
                       return ready<deal::Verdict>(verdict);
                   });
}

Pending<Done> Walk::sign(const deal::Prepared &prepared, By by)
{
    const deal::Approval approval {m_waiting.terms, by, m_rooms.clock->now(), m_waiting.payment};
    const auto *chain = chainOf(m_rooms, m_waiting.terms.network);
    const auto proof = chain->sign(prepared, approval, m_rooms.purse->signer());
    if (!proof)
        return failed<Done>(proof.error());
    reached(CrashPoint::Signed);
    const auto step = m_exchange->next(*proof);
    const auto *sending = std::get_if<deal::Send>(&step);
    Q_ASSERT(sending && sending->carriesProof); // a proof is made to be sent
    return write(*proof, *sending);
}

Pending<Done> Walk::write(const deal::Signed &proof, const deal::Send &sending)
{
    const Time now = m_rooms.clock->now();
    m_isSigned = true;
    const auto openUntil =
        proof.deadAfter ? std::optional(*proof.deadAfter + slowestFinality) : std::nullopt;
    auto written = m_rooms.ledger->writeSending(
        {m_waiting.payment, proof, m_exchange->state(), openUntil, now});
    return andThen(std::move(written), this, [this, sending](const ledger::Payment &payment) {
        deliver(payment, sending);
        return ready<Done>(Done {});
    });
}

// 6 answer, 7 record

void Walk::sendAgain(const ledger::Payment &payment)
{
    m_phase = Phase::CarryingOut;
    const auto *protocol = m_rooms.protocols->find(payment.terms.dialect);
    auto exchange = protocol ? protocol->resume(payment.exchangeState)
                             : tuppence::fail(Error::Kind::Unsupported, "payments.unknown_dialect");
    if (!exchange)
        return fail(ledger::outcome(payment), exchange.error());
    m_exchange = std::move(*exchange);
    const auto step = m_exchange->sendAgain();
    const auto *sending = std::get_if<deal::Send>(&step);
    Q_ASSERT(sending); // that is what sendAgain() gives
    const Time now = m_rooms.clock->now();
    auto marked = payment.stage == ledger::Stage::Signed
        ? m_rooms.ledger->writeSent(payment.id, now)
        : m_rooms.ledger->writeSentAgain(payment.id, now);
    whenReady(marked, this, [this, payment, sending = *sending](const Result<Done> &written) {
        if (!written)
            return fail(ledger::outcome(payment), written.error());
        deliver(payment, sending);
    });
}

void Walk::deliver(const ledger::Payment &payment, const deal::Send &sending)
{
    m_phase = Phase::Answering;
    tell(Progress::Paying);
    m_delivery = new Delivery(m_rooms, m_answers, m_settler, std::move(m_exchange), this);
    whenReady(m_delivery->run(payment, sending, m_listener), this, [this](const Report &report) {
        m_report = report;
        m_report.notices = m_notices + report.notices;
        finish();
    });
}

} // namespace tuppence::payments
