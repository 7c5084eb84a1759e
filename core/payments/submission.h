// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"
#include "core/ledger/records.h"
#include "core/payments/settler.h"

#include <QObject>
#include <QTimer>

namespace tuppence::payments {

/// A transaction of ours on its way: gives it to the network and waits until it is so far.
class Submission final : public QObject
{
    Q_OBJECT

public:
    /// How long a transaction may take into a block before whoever waits for what follows is told
    /// that it is still on its way; it goes on.
    static constexpr std::chrono::minutes inclusionWait {10};
    /// Likewise for finality (Ethereum 13 to 19 minutes).
    static constexpr std::chrono::minutes finalityWait {45};

    explicit Submission(const Rooms &rooms, Settler &settler, QObject *parent = nullptr)
        : QObject(parent)
        , m_rooms(rooms)
        , m_settler(settler)
    {
    }

    /// Call once, with a payment that is on disk as sent. Network "payments.not_included" or
    /// "payments.not_final": not so far within the time; it may still land. Refused
    /// "payments.transaction_failed": it is in a block, and moved nothing;
    /// "payments.transaction_dead": another transaction took its number.
    [[nodiscard]] Pending<Done> run(const ledger::Payment &payment, const deal::Submit &step);

private:
    void take(const QByteArray &payment, const deal::Fate &fate);
    void finish(Result<Done> result);

    const Rooms &m_rooms;
    Settler &m_settler;
    QByteArray m_payment;
    deal::Submit::Until m_until = deal::Submit::Until::Included;
    QTimer m_timer;
    QPromise<Result<Done>> m_promise;
    bool m_isFinished = false;
};

} // namespace tuppence::payments
