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
    connect(watched->timer.get(), &QTimer::timeout, this, [this, payment] { askAgain(payment); });
    watched->timer->start(wait);
}

void Settler::askAgain(const ledger::Payment &payment)
{
    // Shared, because the answer may be there at once and end the watch.
    const auto watched = m_watched.value(payment.id);
    watched->timer->start(watched->pause); // whatever becomes of this question
    watched->pause = std::min<std::chrono::milliseconds>(watched->pause * 2, longestPause);
    if (watched->question.isFinished())
        watched->question = askNow(payment);
}

Pending<Done> Settler::askNow(const ledger::Payment &payment)
{
    Chain *chain = chainOf(m_rooms, payment.handle.network);
    if (!chain)
        return failed<Done>({Error::Kind::Unsupported, "payments.unknown_network", {}, {}});
    return whenReady(chain->fate(payment.handle), this, [this, payment](const deal::Fate &fate) {
        return leaveClosed(payment.id, note(payment, fate));
    });
}

Pending<Done> Settler::note(const ledger::Payment &payment, const deal::Fate &fate)
{
    using Kind = deal::Fate::Kind;
    const Time now = m_rooms.clock->now();
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

Pending<Done> Settler::close(const QByteArray &payment, Pending<Done> noted)
{
    return andThen(std::move(noted), this, [this, payment](Done) {
        m_watched.remove(payment);
        Q_EMIT settled(payment);
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
