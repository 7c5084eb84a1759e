// SPDX-License-Identifier: MIT
#pragma once

#include "core/gateway/session.h"

namespace tuppence::gateway {

/// A session's side of one request that its dispatcher answers.
class RunningRequest final : public Conversation
{
    Q_OBJECT

public:
    /// `bodyBytes`: of the request, which whoever answers it keeps.
    RunningRequest(Session &session, quint32 id, qsizetype bodyBytes);

    [[nodiscard]] qsizetype bodyBytes() const { return m_bodyBytes; }

    void event(const QByteArray &name, const Json &content) override;
    [[nodiscard]] qsizetype room() const override;
    void part(const QByteArray &bytes) override;
    void end() override;
    void finish(Result<Answer> outcome) override;

private:
    Session &m_session; ///< the parent
    quint32 m_id;
    qsizetype m_bodyBytes;
};

} // namespace tuppence::gateway
