// SPDX-License-Identifier: MIT
#pragma once

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThread>

#include <memory>
#include <mutex>
#include <utility>

namespace tuppence {

/// Held while a promise is finished in another thread than the one that waits, and while somebody
/// begins to wait. Where both happen at once, Qt 6.4 runs the continuation in both threads, the
/// second time with what the first has moved away, and that is a crash.
inline std::mutex finishing;

/// Finishes `promise` in any thread; in the one that waits QPromise::finish() will do.
template <class T> void finishElsewhere(QPromise<T> &promise, T value)
{
    promise.addResult(std::move(value));
    const std::lock_guard lock(finishing);
    promise.finish();
}

/// What a finished future holds; a value that only moves is moved out. Not by takeResult(): in Qt
/// 6.4 that makes the future look unfinished, and its continuation is then run a second time.
template <class T> [[nodiscard]] T resultOf(const QFuture<T> &future)
{
    const T &result = *future.constBegin();
    if constexpr (std::is_copy_constructible_v<T>)
        return result;
    else
        return std::move(const_cast<T &>(result)); // the future's own object, which is not const
}

/// Runs `step` in `thread` with `future`, once that is finished and not cancelled. For pending.h:
/// everybody else says with whenReady() whose continuation it is.
template <class T, class Step>
QFuture<void> whenFinished(QFuture<T> future, QThread *thread, Step step)
{
    // QFuture::then() of Qt 6.4 asserts that its context is still there. So it gets one that lives
    // until then.
    const std::shared_ptr<QObject> relay(new QObject,
                                         [](QObject *object) { object->deleteLater(); });
    relay->moveToThread(thread);
    std::unique_lock lock(finishing);
    if (future.isFinished()) // for good: whoever finished it has let go of the lock
        lock.unlock(); // and the step may run right here
    return future.then(
        relay.get(),
        [relay, step = std::move(step)](const QFuture<T> &done) mutable { step(done); });
}

/// Gives `promise` what `future` gives, in `thread`. By hand, because QFuture::unwrap() copies, and
/// some values only move. A promise that is dropped cancels its future. For pending.h.
template <class T>
void passOn(QFuture<T> future, QThread *thread, std::shared_ptr<QPromise<T>> promise)
{
    whenFinished(std::move(future), thread,
                 [promise = std::move(promise)](const QFuture<T> &given) {
                     if (given.resultCount() > 0)
                         promise->addResult(resultOf(given));
                     promise->finish();
                 });
}

} // namespace tuppence
