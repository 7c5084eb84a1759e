// SPDX-License-Identifier: MIT
#include "core/gateway/walklistener.h"

#include "core/gateway/messages.h"
#include "core/gateway/reportjson.h"
#include "core/payments/engine.h"

namespace tuppence::gateway {

WalkListener::WalkListener(Conversation &conversation, payments::PaymentEngine &engine,
                           const money::Registry &registry, QByteArray requester)
    : m_conversation(&conversation)
    , m_engine(engine)
    , m_registry(registry)
    , m_requester(std::move(requester))
{
    setParent(&conversation);
    connect(&conversation, &Conversation::roomGrew, this, &WalkListener::roomGrew);
    connect(&conversation, &Conversation::cancelled, this, [this] {
        m_isTakenBack = true;
        withdraw();
    });
    connect(&conversation, &QObject::destroyed, this, &WalkListener::outlive);
}

/// The conversation goes, and its children would go with it.
void WalkListener::outlive()
{
    if (m_ticket)
        setParent(&m_engine);
}

void WalkListener::progress(const QByteArray &purchase, payments::Progress progress)
{
    m_ticket.reset();
    if (!m_conversation)
        return deleteLater();
    m_purchase = purchase;
    m_conversation->event(
        "progress",
        {{"purchase", toJson(purchase)}, {"progress", toJson(gateway::nameOf(progress))}});
    // Later, because the engine is in the middle of telling us.
    if (m_isTakenBack)
        QMetaObject::invokeMethod(this, &WalkListener::withdraw, Qt::QueuedConnection);
}

void WalkListener::head(const net::Response &head)
{
    m_hasHead = true;
    if (m_conversation)
        m_conversation->event("head", headJson(head));
}

qsizetype WalkListener::room() const
{
    return m_conversation ? m_conversation->room() : 0;
}

void WalkListener::part(const QByteArray &bytes)
{
    if (m_conversation)
        m_conversation->part(bytes);
}

void WalkListener::finished(const payments::Report &report)
{
    m_ticket.reset();
    if (!m_conversation)
        return deleteLater();
    if (m_hasHead && !report.error)
        m_conversation->end();
    Answer answer;
    answer.result = reportJson(report, m_registry);
    m_conversation->finish(std::move(answer));
}

void WalkListener::withdraw()
{
    if (!m_purchase.isEmpty())
        m_engine.withdraw(m_purchase, m_requester);
}

} // namespace tuppence::gateway
