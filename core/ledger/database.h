// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/ledger/connection.h"

#include <QThread>

namespace tuppence::ledger {

/// The ledger's thread with its connection. Steps run in the order in which they were handed in.
class Database
{
public:
    Database();
    /// Runs what was handed in, then closes the file.
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    /// Runs `open` (() → Result<std::unique_ptr<Connection>>) in the thread and waits for it. Once,
    /// before anything else.
    template <class Open> Result<Done> open(Open open);

    /// Runs `step` (Connection & → Result<T>) in the thread.
    template <class Step> auto run(Step step) -> QFuture<std::invoke_result_t<Step, Connection &>>;
    /// The same in one transaction.
    template <class Step>
    auto transact(Step step) -> QFuture<std::invoke_result_t<Step, Connection &>>;

private:
    QThread m_thread;
    QObject m_worker; ///< lives in the thread: its events are the queue
    std::unique_ptr<Connection> m_connection; ///< used in the thread alone
};

template <class Open> Result<Done> Database::open(Open open)
{
    Result<Done> result;
    QMetaObject::invokeMethod(
        &m_worker,
        [this, &open, &result] {
            auto opened = open();
            if (opened)
                m_connection = *std::move(opened);
            else
                result = tl::make_unexpected(std::move(opened).error());
        },
        Qt::BlockingQueuedConnection);
    return result;
}

template <class Step>
auto Database::run(Step step) -> QFuture<std::invoke_result_t<Step, Connection &>>
{
    const auto promise = std::make_shared<QPromise<std::invoke_result_t<Step, Connection &>>>();
    promise->start();
    QMetaObject::invokeMethod(
        &m_worker,
        [this, promise, step = std::move(step)]() mutable {
            finishElsewhere(*promise, step(*m_connection));
        },
        Qt::QueuedConnection);
    return promise->future();
}

template <class Step>
auto Database::transact(Step step) -> QFuture<std::invoke_result_t<Step, Connection &>>
{
    return run([step = std::move(step)](Connection &connection) mutable {
        return connection.transaction([&] { return step(connection); });
    });
}

} // namespace tuppence::ledger
