// SPDX-License-Identifier: MIT
#include "core/gateway/runningrequest.h"

#include "core/gateway/limits.h"

#include <algorithm>

namespace tuppence::gateway {

// What is sent here can fail only because the connection is gone, and then the session ends and
// with it everything that could still want to send.

RunningRequest::RunningRequest(Session &session, quint32 id, qsizetype bodyBytes)
    : Conversation(&session)
    , m_session(session)
    , m_id(id)
    , m_bodyBytes(bodyBytes)
{
}

void RunningRequest::event(const QByteArray &name, const Json &content)
{
    if (!m_session.isOver())
        std::ignore = m_session.m_socket->sendMessage(encode(Event {m_id, name, content}));
}

qsizetype RunningRequest::room() const
{
    if (m_session.isOver())
        return 0;
    const qsizetype free =
        std::max<qsizetype>(mostUnderWay - m_session.m_socket->waitingBytes(), 0);
    return std::min<qsizetype>(m_session.m_socket->credit(m_id), free);
}

void RunningRequest::part(const QByteArray &bytes)
{
    std::ignore = m_session.m_socket->sendPart(m_id, bytes);
}

void RunningRequest::end()
{
    std::ignore = m_session.m_socket->sendEnd(m_id);
}

void RunningRequest::finish(Result<Answer> outcome)
{
    m_session.m_running.erase(m_id);
    deleteLater();
    if (!outcome) {
        m_session.respond(m_id, tl::make_unexpected(std::move(outcome).error()));
        return;
    }
    if (!outcome->secret.isEmpty() && !m_session.isOver())
        std::ignore = m_session.m_socket->sendSecret(m_id, std::move(outcome->secret));
    m_session.respond(m_id, std::move(outcome->result));
}

} // namespace tuppence::gateway
