// SPDX-License-Identifier: MIT
#include "core/payments/settler.h"

#include "core/chains/chain.h"
#include "core/ledger/ledger.h"
#include "core/payments/inquiry.h"

#include <algorithm>

namespace tuppence::payments {

Settler::Settler(const Rooms &rooms, QObject *parent)
    : QObject(parent)
    , m_rooms(rooms)
{
}

Settler::~Settler() = default;

void Settler::watch(const ledger::Payment &payment, std::chrono::milliseconds wait)
{
    if (m_watched.contains(payment.id))
        return;
    auto watched = std::make_shared<Watched>();
    watched->timer = std::make_unique<QTimer>();
    watched->timer->setSingleShot(true);
    m_watched.insert(payment.id, watched);
    const Chain *chain = chainOf(m_rooms, payment.handle.network);
    watched->account = payment.terms.account;
    watched->rank = ++m_lastRank;
    watched->number = chain ? chain->numberOf(payment.handle) : std::nullopt;
    if (watched->number) {
        m_lanes.take(payment.terms.account, *watched->number);
        watched->place = m_lanes.resume(payment.terms.account);
    }
    connect(watched->timer.get(), &QTimer::timeout, this, [this, payment] { askAgain(payment); });
    watched->timer->start(wait);
}

void Settler::askAgain(const ledger::Payment &payment)
{
    // Shared, because the answer may be there at once and end the watch.
    const auto watched = m_watched.value(payment.id);
    watched->timer->start(watched->pause); // whatever becomes of this question
    watched->pause = std::min(watched->pause * 2, mostPause(*watched));
    ++watched->questions;
    if (watched->question.isFinished())
        watched->question = askNow(payment);
}

std::chrono::milliseconds Settler::mostPause(const Watched &watched)
{
    const bool isAwaited = watched.place && watched.questions < questionsBeforeBlock;
    return isAwaited ? pauseBeforeBlock : longestPause;
}

void Settler::askSoon(const QByteArray &payment)
{
    if (const auto watched = m_watched.value(payment))
        watched->timer->start(0);
}

Pending<Done> Settler::askNow(const ledger::Payment &payment)
{
    Chain *chain = chainOf(m_rooms, payment.handle.network);
    if (!chain)
        return failed<Done>({Error::Kind::Unsupported, "payments.unknown_network", {}, {}});
    return whenReady(chain->fate(payment.handle), this, [this, payment](const deal::Fate &fate) {
        auto noted = leaveClosed(payment.id, note(payment, fate));
        return whenReady(std::move(noted), this, [this, payment, fate](const Result<Done> &done) {
            Q_EMIT heard(payment.id, fate);
            return ready<Done>(done);
        });
    });
}

Pending<Done> Settler::note(const ledger::Payment &payment, const deal::Fate &fate)
{
    using Kind = deal::Fate::Kind;
    const Time now = m_rooms.clock->now();
    keepOnItsWay(payment, fate);
    switch (fate.kind) {
    case Kind::Unknown:
        return ready<Done>(Done {});
    case Kind::Unseen: // also takes back what a reorganisation took back
    case Kind::Landed:
        return m_rooms.ledger->recordSeen(payment.id, fate.transaction, fate.confirmations);
    case Kind::Dead:
        return close(payment.id, m_rooms.ledger->recordDead(payment.id, now));
    case Kind::Final:
        break;
    }
    // A use whose transfer cannot be read off counts whole.
    const Uint256 moved = fate.moved.value_or(payment.terms.amount);
    return close(
        payment.id,
        m_rooms.ledger->recordSettled(payment.id, {moved, fate.transaction, fate.fee}, now));
}

/// One of several transactions with the same number is in a block: none is in the way any more.
void Settler::leaveLane(const Watched &landed)
{
    for (const auto &watched : std::as_const(m_watched)) {
        if (watched->account == landed.account && watched->number == landed.number)
            watched->place.reset();
    }
}

/// A newer one is to take its number.
bool Settler::isReplaced(const Watched &watched) const
{
    return std::any_of(m_watched.begin(), m_watched.end(), [&watched](const auto &other) {
        return other->account == watched.account && other->number == watched.number
            && other->rank > watched.rank;
    });
}

/// A transaction of ours leaves its lane when it is in a block; until then it is given to the
/// network again and again, also when a block that had it was taken back.
void Settler::keepOnItsWay(const ledger::Payment &payment, const deal::Fate &fate)
{
    const auto watched = m_watched.value(payment.id);
    Chain *chain = chainOf(m_rooms, payment.handle.network);
    if (!watched || !watched->number)
        return;
    if (fate.kind == deal::Fate::Kind::Landed || fate.kind == deal::Fate::Kind::Final)
        leaveLane(*watched);
    const bool isDue = watched->questions % questionsBetweenSends == 0;
    if (fate.kind == deal::Fate::Kind::Unseen && isDue && !isReplaced(*watched))
        // What a server says to it decides nothing.
        whenReady(chain->submit({payment.proof, payment.handle, payment.deadAfter}), this,
                  [](const Result<Done> &) {});
}

Pending<Done> Settler::close(const QByteArray &payment, Pending<Done> noted)
{
    return andThen(std::move(noted), this, [this, payment](Done) {
        m_watched.remove(payment);
        return ready<Done>(Done {});
    });
}

Pending<Done> Settler::leaveClosed(const QByteArray &payment, Pending<Done> noted)
{
    return whenReady(std::move(noted), this, [this, payment](const Result<Done> &done) {
        // Its money is certain already: whoever watched it had read the row before that.
        if (!done && done.error().code == "ledger.stage")
            m_watched.remove(payment);
        return ready<Done>(done);
    });
}

} // namespace tuppence::payments
