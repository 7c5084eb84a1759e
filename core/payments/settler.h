// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/ledger/records.h"
#include "core/payments/lanes.h"
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

    /// A transaction of ours that is in no block yet is waited for by somebody: the pauses up to
    /// the first questions, and after how many of them it is given to the network once more.
    static constexpr std::chrono::seconds pauseBeforeBlock {2};
    static constexpr int questionsBeforeBlock = 60;
    static constexpr int questionsBetweenSends = 4;

    explicit Settler(const Rooms &rooms, QObject *parent = nullptr);
    ~Settler() override;

    /// From now on asks about that payment, for the first time after `wait`, one question at a
    /// time; once is enough.
    void watch(const ledger::Payment &payment, std::chrono::milliseconds wait = {});
    /// Asks once, now. The future is there when the answer is noted, or nobody could give one.
    [[nodiscard]] Pending<Done> askNow(const ledger::Payment &payment);

    /// Asks about that one, which is watched, next.
    void askSoon(const QByteArray &payment);

    /// The lanes of the accounts; a transaction that is watched is in its lane until it is in a
    /// block.
    [[nodiscard]] Lanes &lanes() { return m_lanes; }

    /// How many payments are still asked about.
    [[nodiscard]] qsizetype openCount() const { return m_watched.size(); }

Q_SIGNALS:
    /// What the chain said of one payment; it is noted already, or could not be.
    void heard(const QByteArray &payment, const tuppence::deal::Fate &fate);

private:
    struct Watched
    {
        std::chrono::milliseconds pause {1000};
        int questions = 0;
        std::unique_ptr<QTimer> timer;
        Pending<Done> question; ///< its last one; finished where there was none yet
        Lanes::Taken place; ///< of a transaction of ours, until it is in a block
        AccountId account;
        std::optional<quint64> number; ///< of a transaction of ours
        int rank = 0; ///< the later ones are the newer ones
    };

    void askAgain(const ledger::Payment &payment);
    [[nodiscard]] static std::chrono::milliseconds mostPause(const Watched &watched);
    void leaveLane(const Watched &landed);
    [[nodiscard]] bool isReplaced(const Watched &watched) const;
    void keepOnItsWay(const ledger::Payment &payment, const deal::Fate &fate);
    [[nodiscard]] Pending<Done> note(const ledger::Payment &payment, const deal::Fate &fate);
    [[nodiscard]] Pending<Done> close(const QByteArray &payment, Pending<Done> noted);
    [[nodiscard]] Pending<Done> leaveClosed(const QByteArray &payment, Pending<Done> noted);

    const Rooms &m_rooms;
    Lanes m_lanes; // outlives the places
    QHash<QByteArray, std::shared_ptr<Watched>> m_watched;
    int m_lastRank = 0;
};

} // namespace tuppence::payments
