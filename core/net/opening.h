// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/conversation.h"
#include "core/net/resolver.h"

#include <QObject>
#include <QPromise>

#include <memory>

namespace tuppence::net {

/// Opens one connection for a request: looks the name up, checks every address, and tries them in
/// turn, going on to the next only while no byte of the request has left. Deletes itself.
class Opening final : public QObject
{
    Q_OBJECT

public:
    Opening(const Outgoing &outgoing, QObject *parent);

    [[nodiscard]] Pending<std::shared_ptr<Arriving>> start(Resolver &resolver);

private:
    void check(const QList<QHostAddress> &found);
    void tryNext();
    void onFailed(const Error &error);
    void end(const Result<std::shared_ptr<Arriving>> &result);
    void endBeforeLeaving(Error error);

    Outgoing m_outgoing;
    QPromise<Result<std::shared_ptr<Arriving>>> m_promise;
    QList<QHostAddress> m_addresses; ///< still to be tried
    std::shared_ptr<Conversation> m_conversation;
    QDeadlineTimer m_connectDeadline;
    QTimer m_lookUpTimer;
};

} // namespace tuppence::net
