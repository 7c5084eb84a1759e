// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"
#include "core/base/pending.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <deque>
#include <memory>

namespace tuppence::payments {

/// Where a chain numbers an account's transactions, one of ours is on its way at a time: the next
/// one gets its number only when the one before is in a block or will never be (architecture.md,
/// "lane"). A payment channel has a lane likewise, under its id in place of an account's address.
class Lanes final : public QObject
{
    Q_OBJECT

public:
    /// How long a payment waits for the one before it.
    static constexpr std::chrono::seconds longestWait {60};

    class Place;
    /// Whoever drops the last of it makes room for the next. Never a future's value, which would
    /// hold it for as long as anybody has the future.
    using Taken = std::shared_ptr<Place>;

    /// Behind those who are there; see Place::turn().
    [[nodiscard]] Taken queue(const AccountId &account,
                              std::chrono::milliseconds wait = longestWait);
    /// For a transaction that was signed already and may still land: in the lane at once, with
    /// others.
    [[nodiscard]] Taken resume(const AccountId &account);
    /// A transaction with that number is signed.
    void take(const AccountId &account, quint64 number);

private:
    struct Lane
    {
        int places = 0; ///< of those whose turn it is
        quint64 firstNumber = 0;
        std::deque<Place *> waiting;
    };

    void leave(Place *place);
    void callNext(Lane &lane);

    QHash<QByteArray, Lane> m_lanes; ///< by CAIP-10
};

/// A place in the lane of one account.
class Lanes::Place
{
public:
    Place(Lanes &lanes, QByteArray account);
    ~Place();
    Q_DISABLE_COPY_MOVE(Place)

    /// Succeeds when nobody is before it. Refused "payments.lane_busy": somebody still is, after
    /// its wait. Call once.
    [[nodiscard]] Pending<Done> turn() { return m_promise.future(); }

    /// The first number that no transaction of ours has taken, as far as this run knows.
    [[nodiscard]] quint64 firstNumber() const;

private:
    friend class Lanes;

    void answer(const Result<Done> &isIn);

    QPointer<Lanes> m_lanes;
    QByteArray m_account;
    bool m_isIn = false;
    QPromise<Result<Done>> m_promise;
    QTimer m_timer;
};

} // namespace tuppence::payments
