// SPDX-License-Identifier: MIT
#include "core/chains/chain.h"
#include "core/ledger/ledger.h"
#include "core/payments/channels.h"
#include "core/payments/crashpoint.h"
#include "core/payments/judging.h"
#include "core/payments/walk.h"

// The last part of a walk: from the reservation to the answer.

namespace tuppence::payments {

// 4 reserve, 5 carry out

Pending<deal::Verdict> Walk::carryOut(By by)
{
    if (m_fee)
        return carryOutInTurn(by);
    if (voucherIn(m_instruction))
        return carryOutOverChannel(by);
    auto preparing = prepare({});
    return andThen(std::move(preparing), this, [this, by](const deal::Prepared &prepared) {
        return andThen(
            reserve(prepared.leaves, by), this, [this, by, prepared](const deal::Verdict &verdict) {
                if (verdict.kind != deal::Verdict::Kind::Allow)
                    return ready<deal::Verdict>(verdict);
                return andThen(sign(prepared, by), this,
                               [verdict](Done) { return ready<deal::Verdict>(verdict); });
            });
    });
}

/// A transaction of ours is prepared when it is its turn, and nothing but its number is left to
/// find out.
Pending<deal::Verdict> Walk::carryOutInTurn(By by)
{
    const deal::Terms &terms = m_waiting.terms;
    auto reserving = reserve({{terms.asset, terms.amount}, *m_fee}, by);
    return andThen(std::move(reserving), this, [this, by](const deal::Verdict &verdict) {
        if (verdict.kind != deal::Verdict::Kind::Allow)
            return ready<deal::Verdict>(verdict);
        auto prepared = andThen(turn(), this, [this](Done) {
            return prepare({m_fee->units, m_place ? m_place->firstNumber() : 0});
        });
        auto made = andThen(std::move(prepared), this,
                            [this, by](const deal::Prepared &it) { return sign(it, by); });
        return whenReady(std::move(made), this, [this, verdict](const Result<Done> &done) {
            if (!done)
                m_place.reset();
            return done ? ready<deal::Verdict>(verdict) : failed<deal::Verdict>(done.error());
        });
    });
}

/// A voucher is good for all before it, and a seller takes them in order: one at a time over a
/// channel, from its reservation, which draws it, to the head of the answer.
Pending<deal::Verdict> Walk::carryOutOverChannel(By by)
{
    using deal::Verdict;
    const deal::Terms &terms = m_waiting.terms;
    m_place = m_settler.lanes().queue({terms.network, terms.channel});
    auto reserved = andThen(m_place->turn(), this, [this, by](Done) {
        return reserve({{m_waiting.terms.asset, m_waiting.terms.amount}}, by);
    });
    auto done = andThen(std::move(reserved), this, [this, by](const Verdict &verdict) {
        if (verdict.kind != Verdict::Kind::Allow)
            return ready<Verdict>(verdict);
        return andThen(drawn(by), this, [verdict](Done) { return ready<Verdict>(verdict); });
    });
    return whenReady(std::move(done), this, [this](const Result<Verdict> &verdict) {
        if (!verdict || verdict->kind != Verdict::Kind::Allow)
            m_place.reset();
        return ready<Verdict>(verdict);
    });
}

/// The voucher that the reservation drew, signed and on its way.
Pending<Done> Walk::drawn(By by)
{
    return andThen(m_rooms.ledger->voucherOf(m_waiting.payment), this,
                   [this, by](const std::optional<Uint256> &upTo) {
                       auto prepared = prepare({{}, 0, upTo.value_or(0)});
                       return andThen(
                           std::move(prepared), this,
                           [this, by](const deal::Prepared &it) { return sign(it, by); });
                   });
}

/// What takes the place of another transaction waits for nobody: that one is in the way.
Pending<Done> Walk::turn()
{
    const auto *cancellation = std::get_if<deal::SubmitCancellation>(&*m_instruction);
    const deal::Terms &terms = m_waiting.terms;
    if (cancellation && chainOf(m_rooms, terms.network)->numberOf(cancellation->cancelled))
        return ready<Done>(Done {});
    m_place = m_settler.lanes().queue(terms.account);
    return m_place->turn();
}

Pending<deal::Prepared> Walk::prepare(const Bounds &bounds)
{
    const deal::Terms &terms = m_waiting.terms;
    return chainOf(m_rooms, terms.network)->prepare(*m_instruction, terms.account, bounds);
}

Pending<deal::Verdict> Walk::reserve(const QList<AssetAmount> &leaves, By by)
{
    auto checked = m_rooms.checkLedger ? m_rooms.checkLedger() : ready<Done>(Done {});
    return whenReady(std::move(checked), this, [this, leaves, by](const Result<Done> &sound) {
        auto warnings = m_warnings;
        if (!sound)
            warnings.append(sound.error());
        return andThen(judged(leaves, by, warnings), this, [this](const deal::Verdict &verdict) {
            if (verdict.kind == deal::Verdict::Kind::Allow) {
                reached(CrashPoint::Reserved);
                m_undo = End::Release;
                m_notices = verdict.notices;
            }
            return ready<deal::Verdict>(verdict);
        });
    });
}

Pending<deal::Verdict> Walk::judged(const QList<AssetAmount> &leaves, By by,
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
                        leaves,
                        warnings,
                        now,
                        QTimeZone::systemTimeZone()};
    const auto judge = by == By::Limit ? byLimits(payment, *m_rooms.registry)
                                       : byOwner(payment, m_shown, *m_rooms.registry);
    const ledger::Reservation reservation {m_waiting.payment,
                                           m_waiting.termsName,
                                           leaves,
                                           by,
                                           now,
                                           boundsOf(m_waiting.terms, *m_rooms.registry)};
    const ledger::Judging judging {judge, std::make_shared<const Secret>(*std::move(key))};
    if (m_undo)
        return m_rooms.ledger->reserve(reservation, judging);
    return andThen(m_rooms.ledger->askAndReserve(newPayment(), reservation, judging), this,
                   [this](const deal::Verdict &verdict) {
                       m_undo = End::Lapse;
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
    if (const auto number = chain->numberOf(proof->handle))
        m_settler.lanes().take(m_waiting.terms.account, *number);
    return write(*proof, m_exchange->next(*proof));
}

Pending<Done> Walk::write(const deal::Signed &proof, const deal::Step &step)
{
    const Time now = m_rooms.clock->now();
    m_isSigned = true;
    const auto openUntil =
        proof.deadAfter ? std::optional(*proof.deadAfter + slowestFinality) : std::nullopt;
    auto written = m_rooms.ledger->writeSending(
        {m_waiting.payment, proof, m_exchange->state(), openUntil, now});
    return andThen(std::move(written), this, [this, step](const ledger::Payment &payment) {
        deliver(payment, step);
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
    const Time now = m_rooms.clock->now();
    auto marked = payment.stage == ledger::Stage::Signed
        ? m_rooms.ledger->writeSent(payment.id, now)
        : m_rooms.ledger->writeSentAgain(payment.id, now);
    whenReady(marked, this, [this, payment](const Result<Done> &written) {
        if (!written)
            return fail(ledger::outcome(payment), written.error());
        deliver(payment, m_exchange->sendAgain());
    });
}

void Walk::deliver(const ledger::Payment &payment, const deal::Step &step)
{
    m_phase = Phase::Answering;
    tell(Progress::Paying);
    m_delivery = new Delivery(m_rooms, m_answers, m_settler, std::move(m_exchange), this);
    const bool isVoucher = !payment.terms.channel.isEmpty();
    if (isVoucher)
        connect(m_delivery, &Delivery::heard, this, [this] { m_place.reset(); });
    auto reported = m_delivery->run(payment, step, m_listener);
    if (!isVoucher)
        m_place.reset(); // what is watched has a place of its own
    whenReady(std::move(reported), this, [this](const Report &report) {
        m_report = report;
        m_report.notices = m_notices + report.notices;
        finish();
    });
}

} // namespace tuppence::payments
