// SPDX-License-Identifier: MIT
#include "core/chains/chain.h"
#include "core/ledger/ledger.h"
#include "core/payments/crashpoint.h"
#include "core/payments/walk.h"

// The second half of a walk: from the owner's word to the answer.

namespace tuppence::payments {

using ledger::Ledger;

// 4 reserve, 5 carry out

Pending<Done> Walk::approve(const QByteArray &termsName)
{
    if (m_phase != Phase::WaitingForOwner)
        return failed<Done>({Error::Kind::Refused, "payments.not_waiting", {}, {}});
    if (termsName != m_waiting.termsName)
        return failed<Done>({Error::Kind::Refused, "payments.other_terms", {}, {}});
    if (m_rooms.purse->isLocked())
        return failed<Done>({Error::Kind::Locked, "vault.locked", {}, {}});
    m_phase = Phase::CarryingOut;
    m_ownerTimer.stop();
    tell(Progress::Paying);
    Q_EMIT waitingChanged();
    auto preparing =
        chainOf(m_rooms, m_waiting.terms.network)->prepare(*m_instruction, m_waiting.terms.account);
    auto carriedOut = andThen(std::move(preparing), this,
                              [this](const deal::Prepared &prepared) { return reserve(prepared); });
    // The last step is the first byte that leaves, and cannot fail: an error means that none has
    // left.
    return whenReady(carriedOut, this, [this](Result<Done> done) {
        if (!done)
            endUnpaid(m_undo, done.error());
        return ready<Done>(std::move(done));
    });
}

Pending<Done> Walk::reserve(const deal::Prepared &prepared)
{
    auto reserving =
        m_rooms.ledger->approveAndReserve({m_waiting.payment, m_waiting.termsName, prepared.leaves,
                                           deal::Approval::By::Owner, m_rooms.clock->now()});
    return andThen(std::move(reserving), this, [this, prepared](Done) {
        reached(CrashPoint::Reserved);
        m_undo = &Ledger::release;
        return sign(prepared);
    });
}

Pending<Done> Walk::sign(const deal::Prepared &prepared)
{
    const deal::Approval approval {m_waiting.terms, deal::Approval::By::Owner, m_rooms.clock->now(),
                                   m_waiting.payment};
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
    auto written = m_rooms.ledger->writeSigned(
        {m_waiting.payment, proof, m_exchange->state(), proof.deadAfter + slowestFinality, now});
    auto marked = andThen(std::move(written), this, [this, now](Done) {
        reached(CrashPoint::Written);
        m_undo = &Ledger::releaseUnsent;
        return m_rooms.ledger->writeSent(m_waiting.payment, now);
    });
    auto reread = andThen(std::move(marked), this,
                          [this](Done) { return m_rooms.ledger->payment(m_waiting.payment); });
    return andThen(std::move(reread), this, [this, sending](const ledger::Payment &payment) {
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
        finish();
    });
}

} // namespace tuppence::payments
