// SPDX-License-Identifier: MIT
#include "core/payments/relay.h"

namespace tuppence::payments {

namespace {

auto nobodyListens()
{
    return fail(Error::Kind::Cancelled, "payments.nobody_listens");
}

} // namespace

Relay::Relay(QByteArray first, std::shared_ptr<net::Arriving> arriving,
             std::unique_ptr<AnswerWriter> keeper, QObject *parent)
    : QObject(parent)
    , m_first(std::move(first))
    , m_arriving(std::move(arriving))
    , m_keeper(std::move(keeper))
{
}

Pending<Done> Relay::run(const QPointer<Listener> &listener)
{
    m_promise.start();
    auto pending = m_promise.future();
    if (m_arriving) {
        connect(m_arriving.get(), &net::Arriving::readable, this, &Relay::pump);
        connect(m_arriving.get(), &net::Arriving::ended, this, &Relay::pump);
    }
    attach(listener);
    QMetaObject::invokeMethod(this, &Relay::pump, Qt::QueuedConnection);
    return pending;
}

bool Relay::attach(const QPointer<Listener> &listener)
{
    if (m_begun)
        return false;
    m_listener = listener;
    if (listener) {
        connect(listener, &Listener::roomGrew, this, &Relay::pump);
        connect(listener, &QObject::destroyed, this, &Relay::pump, Qt::QueuedConnection);
    }
    return true;
}

void Relay::pump()
{
    while (!m_finished) {
        if (!m_listener && !m_keeper)
            return finish(nobodyListens());
        if (sourceAtEnd())
            break;
        const auto room = m_listener ? qMin(m_listener->room(), pieceBytes) : pieceBytes;
        const QByteArray piece = room > 0 ? take(room) : QByteArray();
        if (piece.isEmpty())
            return; // the seller, or the listener, will wake us
        m_begun = true;
        if (m_keeper && !m_keeper->write(piece))
            m_keeper.reset();
        if (m_listener)
            m_listener->part(piece);
    }
    if (!m_finished)
        finish(conclude());
}

Result<Done> Relay::conclude()
{
    if (m_arriving)
        TRY(*m_arriving->end());
    const bool isKept = m_keeper && m_keeper->finish();
    if (!isKept && !m_listener)
        return nobodyListens();
    return Done {};
}

QByteArray Relay::take(qsizetype most)
{
    if (m_first.isEmpty())
        return m_arriving ? m_arriving->read(most) : QByteArray();
    QByteArray piece = m_first.first(qMin(most, m_first.size()));
    m_first.remove(0, piece.size());
    return piece;
}

bool Relay::sourceAtEnd() const
{
    return m_first.isEmpty() && (!m_arriving || m_arriving->end());
}

void Relay::finish(Result<Done> result)
{
    m_finished = true;
    m_keeper.reset();
    m_promise.addResult(std::move(result));
    m_promise.finish();
}

} // namespace tuppence::payments
