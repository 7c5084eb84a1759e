// SPDX-License-Identifier: MIT
#include "core/payments/replay.h"

namespace tuppence::payments {

Replay::Replay(std::unique_ptr<AnswerReader> reader, Report report, QPointer<Listener> listener,
               QObject *parent)
    : QObject(parent)
    , m_reader(std::move(reader))
    , m_report(std::move(report))
    , m_listener(std::move(listener))
{
    m_report.head = m_reader->head();
    if (m_listener) {
        connect(m_listener, &Listener::roomGrew, this, &Replay::pump);
        connect(m_listener, &QObject::destroyed, this, &QObject::deleteLater);
        m_listener->progress(m_report.purchase, Progress::Receiving);
        m_listener->head(*m_report.head);
    }
    QMetaObject::invokeMethod(this, &Replay::pump, Qt::QueuedConnection);
}

void Replay::pump()
{
    while (m_listener && !(m_piece.isEmpty() && m_reader->atEnd())) {
        if (m_piece.isEmpty()) {
            auto piece = m_reader->read();
            if (!piece) {
                m_report.error = piece.error();
                return finish();
            }
            m_piece = *std::move(piece);
            continue;
        }
        const auto room = qMin(m_listener->room(), m_piece.size());
        if (room <= 0)
            return;
        m_listener->part(m_piece.first(room));
        m_piece.remove(0, room);
    }
    finish();
}

void Replay::finish()
{
    if (m_listener) {
        m_listener->disconnect(this);
        std::exchange(m_listener, nullptr)->finished(m_report);
    }
    deleteLater();
}

} // namespace tuppence::payments
