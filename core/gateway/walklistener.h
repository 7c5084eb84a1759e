// SPDX-License-Identifier: MIT
#pragma once

#include "core/gateway/dispatcher.h"
#include "core/gateway/requestcount.h"
#include "core/payments/order.h"

namespace tuppence::money {
class Registry;
}

namespace tuppence::payments {
class PaymentEngine;
}

namespace tuppence::gateway {

/// Tells one conversation how its walk through the house goes. It vanishes with the conversation,
/// and the walk goes on; a client that takes its request back withdraws it, if nothing is signed
/// yet.
class WalkListener final : public payments::Listener
{
    Q_OBJECT

public:
    /// Becomes a child of `conversation`; the others outlive it.
    WalkListener(Conversation &conversation, payments::PaymentEngine &engine,
                 const money::Registry &registry, QByteArray requester);

    /// Holds `ticket` until the engine says its first word, from where on it counts the purchase
    /// itself. The listener stays that long, even if the conversation goes.
    void holdUntilBegun(RequestCount::Ticket ticket) { m_ticket = std::move(ticket); }

    void progress(const QByteArray &purchase, payments::Progress progress) override;
    void head(const net::Response &head) override;
    [[nodiscard]] qsizetype room() const override;
    void part(const QByteArray &bytes) override;
    void finished(const payments::Report &report) override;

private:
    void outlive();
    void withdraw();

    QPointer<Conversation> m_conversation;
    payments::PaymentEngine &m_engine;
    const money::Registry &m_registry;
    QByteArray m_requester;
    QByteArray m_purchase;
    RequestCount::Ticket m_ticket;
    bool m_isTakenBack = false;
    bool m_hasHead = false;
};

} // namespace tuppence::gateway
