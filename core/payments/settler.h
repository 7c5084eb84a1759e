// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/ledger/records.h"
#include "core/payments/rooms.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>

namespace tuppence::payments {

/// Asks the chain about every payment whose money is open, until it is settled or dead, and notes
/// what it hears. Nothing else decides about money.
class Settler final : public QObject
{
    Q_OBJECT

public:
    /// After the first question the next ones come at growing distances up to this.
    static constexpr std::chrono::seconds longestPause {30};
    /// What leaves this very moment is on no chain yet: asked at once, servers would be kept busy
    /// with it while they settle it.
    static constexpr std::chrono::seconds sendingTime {1};

    explicit Settler(const Rooms &rooms, QObject *parent = nullptr);
    ~Settler() override;

    /// From now on asks about that payment, for the first time after `wait`, one question at a
    /// time; once is enough.
    void watch(const ledger::Payment &payment, std::chrono::milliseconds wait = {});
    /// Asks once, now. The future is there when the answer is noted, or nobody could give one.
    [[nodiscard]] Pending<Done> askNow(const ledger::Payment &payment);

    /// How many payments are still asked about.
    [[nodiscard]] qsizetype openCount() const { return m_watched.size(); }

Q_SIGNALS:
    /// The money of one payment has become certain.
    void settled(const QByteArray &payment);

private:
    struct Watched
    {
        std::chrono::milliseconds pause {1000};
        std::unique_ptr<QTimer> timer;
        Pending<Done> question; ///< its last one; finished where there was none yet
    };

    void askAgain(const ledger::Payment &payment);
    [[nodiscard]] Pending<Done> note(const ledger::Payment &payment, const deal::Fate &fate);
    [[nodiscard]] Pending<Done> close(const QByteArray &payment, Pending<Done> noted);
    [[nodiscard]] Pending<Done> leaveClosed(const QByteArray &payment, Pending<Done> noted);

    const Rooms &m_rooms;
    QHash<QByteArray, std::shared_ptr<Watched>> m_watched;
};

} // namespace tuppence::payments
