// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QObject>
#include <QPointer>
#include <QPromise>

#include <memory>
#include <type_traits>
#include <utility>

namespace tuppence {

/// A Result that is not there yet. A context that vanishes before a continuation runs leaves the
/// future finished, cancelled and without a result, so ask `isCanceled()` before `result()` where
/// that can happen; a continuation takes its value by value. Continue with andThen() rather than
/// with QFuture::then(context, …), which in Qt 6.4 stops a debug build when the context is gone.
template <class T> using Pending = QFuture<Result<T>>;

/// What a future gives.
template <class F> struct FutureValue;

template <class T> struct FutureValue<QFuture<T>>
{
    using Type = T;
};

/// A Pending that is there already.
template <class T> [[nodiscard]] Pending<T> ready(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

/// A Pending that has failed already.
template <class T> [[nodiscard]] Pending<T> failed(Error error)
{
    return ready<T>(tl::make_unexpected(std::move(error)));
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

/// Runs `step` in the thread of `context` with what `future` gives, once it is there; a
/// future that `step` gives is waited for. It does not run when `context` is gone by then: the
/// future is cancelled.
template <class T, class Step> auto whenReady(QFuture<T> future, QObject *context, Step step)
{
    using Next = std::invoke_result_t<Step, T>;
    // QFuture::then() of Qt 6.4 asserts that its context is still there. So it gets one that lives
    // until then, in the same thread, where asking for the real one is safe.
    const std::shared_ptr<QObject> relay(new QObject,
                                         [](QObject *object) { object->deleteLater(); });
    relay->moveToThread(context->thread());
    if constexpr (std::is_void_v<Next>) {
        return future.then(relay.get(),
                           [relay, context = QPointer(context),
                            step = std::move(step)](const QFuture<T> &done) mutable {
                               if (context && done.resultCount() > 0)
                                   step(resultOf(done));
                           });
    } else {
        // By hand, because QFuture::unwrap() copies, and some values only move. A promise that is
        // dropped cancels its future.
        using Value = typename FutureValue<Next>::Type;
        auto promise = std::make_shared<QPromise<Value>>();
        promise->start();
        auto flat = promise->future();
        future.then(relay.get(),
                    [relay, context = QPointer(context), step = std::move(step),
                     promise = std::move(promise)](const QFuture<T> &done) mutable {
                        if (!context || done.resultCount() == 0)
                            return;
                        step(resultOf(done)).then([promise](const QFuture<Value> &inner) {
                            if (inner.resultCount() > 0)
                                promise->addResult(resultOf(inner));
                            promise->finish();
                        });
                    });
        return flat;
    }
}

/// Runs `step` in the thread of `context` with the value, once it is there; an error goes past it.
/// `step` takes T by value and gives a Pending. It does not run when `context` is gone by then: the
/// Pending is cancelled.
template <class T, class Step>
[[nodiscard]] auto andThen(Pending<T> pending, QObject *context, Step step)
{
    using Next = std::invoke_result_t<Step, T>;
    using Value = typename FutureValue<Next>::Type::value_type;
    return whenReady(std::move(pending), context,
                     [step = std::move(step)](Result<T> result) mutable -> Next {
                         if (!result)
                             return failed<Value>(std::move(result).error());
                         return step(*std::move(result));
                     });
}

} // namespace tuppence
