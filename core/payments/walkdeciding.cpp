// SPDX-License-Identifier: MIT
#include "core/chains/chain.h"
#include "core/ledger/ledger.h"
#include "core/money/registry.h"
#include "core/payments/channels.h"
#include "core/payments/crashpoint.h"
#include "core/payments/ids.h"
#include "core/payments/judging.h"
#include "core/payments/walk.h"
#include "core/payments/warnings.h"

// The middle of a walk: from the offer to the word on it, the limits' or the owner's.

namespace tuppence::payments {

using deal::Verdict;

namespace {

/// What a server says of fees goes no further than the owner allowed.
Result<Done> withinCap(const std::optional<AssetAmount> &fee, const Rooms &rooms)
{
    if (!fee || !rooms.highestFeeOn)
        return Done {};
    const auto most = rooms.highestFeeOn(fee->asset.network);
    if (!most || fee->units <= *most)
        return Done {};
    return fail(Error::Kind::Refused, "payments.fee_above_cap",
                {{QStringLiteral("fee"), rooms.registry->display(*fee)},
                 {QStringLiteral("most"), rooms.registry->display({fee->asset, *most})}});
}

} // namespace

// 3 decide

/// The best of `ways` that can be carried out now, or the reason why the first one cannot.
void Walk::decide(QList<Option> ways, const net::Response &challenge)
{
    m_phase = Phase::Deciding;
    if (ways.isEmpty())
        return fail(m_obstacle->kind == Error::Kind::Network ? ledger::Outcome::Failed
                                                             : ledger::Outcome::Refused,
                    *m_obstacle);
    const Option option = ways.takeFirst();
    whenReady(feeOf(option), this,
              [this, ways, challenge, option](const Result<std::optional<AssetAmount>> &fee) {
                  if (!fee) {
                      m_obstacle = m_obstacle.value_or(fee.error());
                      return decide(ways, challenge);
                  }
                  m_fee = *fee;
                  m_warnings += warningsFor(option, {m_purchase.original, challenge}, m_rooms);
                  m_warnings += approvalWarning(option, *fee, m_rooms);
                  noteRequest(option);
              });
}

/// What we send ourselves costs a fee, which is one of the terms.
Pending<std::optional<AssetAmount>> Walk::feeOf(const Option &option)
{
    using Fee = std::optional<AssetAmount>;
    if (const auto allowed = within(m_order.most, option.amount, *m_rooms.registry); !allowed)
        return failed<Fee>(allowed.error());
    m_exchange = option.protocol->exchange(m_purchase, option.challenge, option.offer);
    const auto step = m_exchange->start();
    const auto *carryOut = std::get_if<deal::CarryOut>(&step);
    Q_ASSERT(carryOut); // an offer with an instruction begins with carrying it out
    m_instruction = carryOut->instruction;
    const auto *voucher = voucherIn(m_instruction);
    auto room = voucher ? expectRoom(*voucher, m_rooms, this) : ready<Done>(Done {});
    auto asked = andThen(std::move(room), this, [this, option](Done) {
        return chainOf(m_rooms, option.offer.network)->highestFee(*m_instruction, option.account);
    });
    return andThen(std::move(asked), this, [this](const Fee &fee) {
        const auto isFine = withinCap(fee, m_rooms);
        return isFine ? ready<Fee>(fee) : failed<Fee>(isFine.error());
    });
}

void Walk::noteRequest(const Option &option)
{
    const Time now = m_rooms.clock->now();
    m_waiting.payment = newId("p_", now);
    m_waiting.terms = termsOf(option, m_purchase);
    m_waiting.terms.highestFee = m_fee ? m_fee->units : Uint256();
    m_waiting.termsName = deal::nameOf(m_waiting.terms);
    m_waiting.requesterName = m_order.requesterName;
    m_waiting.reason = m_order.reason;
    m_waiting.description = option.challenge.description;
    m_waiting.warnings = m_warnings;
    m_waiting.since = now;
    m_waiting.until = now + ownerWait;
    m_ownerDeadline.setRemainingTime(ownerWait);
    m_challenge = option.challenge.raw;
    askLimits();
}

ledger::NewPayment Walk::newPayment() const
{
    const ledger::NewPurchase purchase {m_purchase.id, m_order.requester, m_order.key,
                                        m_order.request, m_waiting.since};
    return {m_waiting.payment, purchase,        m_waiting.terms,
            m_challenge,       m_waiting.since, m_waiting.until};
}

/// What the limits are not asked about is written down by itself.
Pending<Done> Walk::writeDown()
{
    if (m_undo)
        return ready<Done>(Done {});
    return andThen(m_rooms.ledger->ask(newPayment()), this, [this](Done) {
        m_undo = End::Lapse;
        reached(CrashPoint::Asked);
        return ready<Done>(Done {});
    });
}

void Walk::askLimits()
{
    if (m_isWithdrawn)
        return lapse("payments.withdrawn");
    if (m_rooms.purse->isLocked())
        return waitForOwner();
    m_phase = Phase::Deciding;
    whenReady(carryOut(By::Limit), this,
              [this](const Result<Verdict> &verdict) { settle(verdict); });
}

/// What a verdict leads to; the last step of an allowed one is the first byte that leaves, and
/// cannot fail: an error means that none has left.
void Walk::settle(const Result<Verdict> &verdict)
{
    const bool isReserved = m_undo == End::Release;
    if (!verdict && verdict.error().kind == Error::Kind::Locked && !isReserved)
        return waitForOwner(); // locked just now: it waits, and nothing is paid
    if (!verdict)
        return endUnpaid(isReserved ? End::Release : End::Lapse, verdict.error());
    if (verdict->kind == Verdict::Kind::Refuse)
        return endUnpaid(End::Refuse, refusal(*verdict));
    if (verdict->kind == Verdict::Kind::Allow)
        return Q_EMIT decided(/*isAllowed=*/true);
    m_waiting.warnings = worthReading(verdict->reasons);
    waitForOwner();
}

void Walk::waitForOwner()
{
    const bool isForUnlock = m_rooms.purse->isLocked();
    whenReady(writeDown(), this, [this, isForUnlock](const Result<Done> &written) {
        if (!written)
            return fail(ledger::Outcome::Failed, written.error());
        if (m_isWithdrawn)
            return lapse("payments.withdrawn");
        if (isForUnlock && !m_rooms.purse->isLocked()) // unlocked meanwhile
            return askLimits();
        m_phase = Phase::WaitingForOwner;
        m_published.insert(nameOf(m_waiting), m_waiting.warnings);
        m_ownerTimer.start(int(m_ownerDeadline.remainingTime()));
        tell(m_rooms.purse->isLocked() ? Progress::WaitingForUnlock : Progress::WaitingForOwner);
        Q_EMIT waitingChanged();
        Q_EMIT decided(/*isAllowed=*/false);
    });
}

std::optional<Waiting> Walk::waiting() const
{
    return m_phase == Phase::WaitingForOwner ? std::optional(m_waiting) : std::nullopt;
}

void Walk::reconsider()
{
    if (m_phase != Phase::WaitingForOwner || m_progress != Progress::WaitingForUnlock)
        return;
    m_ownerTimer.stop();
    askLimits();
    Q_EMIT waitingChanged();
}

/// Unlocking lets the limits decide, and approving unlocks: the limits are asked first then.
Pending<Done> Walk::approveOnceDecided(const QList<Error> &shown)
{
    const auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    const auto goOn = [this, promise, shown](bool isAllowed) {
        auto approved = isAllowed ? ready<Done>(Done {}) : approve(shown);
        whenReady(std::move(approved), this, [promise](const Result<Done> &done) {
            promise->addResult(done);
            promise->finish();
        });
    };
    connect(this, &Walk::decided, this, goOn, Qt::SingleShotConnection);
    return promise->future();
}

Pending<Done> Walk::approve(const QByteArray &shown)
{
    if (m_phase != Phase::WaitingForOwner && m_phase != Phase::Deciding)
        return failed<Done>({Error::Kind::Refused, "payments.not_waiting", {}, {}});
    const auto published = m_published.constFind(shown);
    if (published == m_published.cend())
        return failed<Done>({Error::Kind::Refused, "payments.other_terms", {}, {}});
    return m_phase == Phase::Deciding ? approveOnceDecided(*published) : approve(*published);
}

Pending<Done> Walk::approve(const QList<Error> &shown)
{
    if (m_phase != Phase::WaitingForOwner)
        return failed<Done>({Error::Kind::Refused, "payments.not_waiting", {}, {}});
    if (m_rooms.purse->isLocked())
        return failed<Done>({Error::Kind::Locked, "vault.locked", {}, {}});
    m_phase = Phase::CarryingOut;
    m_shown = shown;
    m_ownerTimer.stop();
    tell(Progress::Paying);
    Q_EMIT waitingChanged();
    return whenReady(carryOut(By::Owner), this, [this](const Result<Verdict> &verdict) {
        settle(verdict);
        if (!verdict)
            return failed<Done>(verdict.error());
        if (verdict->kind == Verdict::Kind::Refuse)
            return failed<Done>(refusal(*verdict));
        if (verdict->kind == Verdict::Kind::Ask)
            return failed<Done>({Error::Kind::Refused, "payments.limit_reached", {}, {}});
        return ready<Done>(Done {});
    });
}

} // namespace tuppence::payments
