// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/finishing.h"
#include "core/base/result.h"

#include <QPointer>

#include <memory>
#include <type_traits>
#include <utility>

namespace tuppence {

/// A Result that is not there yet. A context that vanishes before a continuation runs leaves the
/// future finished, cancelled and without a result, so ask `isCanceled()` before `result()` where
/// that can happen; a continuation takes its value by value. Continue with andThen() rather than
/// with QFuture::then(context, …), which in Qt 6.4 stops a debug build when the context is gone,
/// and any build when another thread finishes the future at that moment.
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

/// Runs `step` in the thread of `context` with what `future` gives, once it is there; a
/// future that `step` gives is waited for. It does not run when `context` is gone by then: the
/// future is cancelled.
template <class T, class Step> auto whenReady(QFuture<T> future, QObject *context, Step step)
{
    using Next = std::invoke_result_t<Step, T>;
    QThread *const thread = context->thread(); // where asking whether `context` is there is safe
    if constexpr (std::is_void_v<Next>) {
        return whenFinished(
            std::move(future), thread,
            [context = QPointer(context), step = std::move(step)](const QFuture<T> &done) mutable {
                if (context && done.resultCount() > 0)
                    step(resultOf(done));
            });
    } else {
        auto promise = std::make_shared<QPromise<typename FutureValue<Next>::Type>>();
        promise->start();
        auto flat = promise->future();
        whenFinished(std::move(future), thread,
                     [thread, context = QPointer(context), step = std::move(step),
                      promise = std::move(promise)](const QFuture<T> &done) mutable {
                         if (context && done.resultCount() > 0)
                             passOn(step(resultOf(done)), thread, std::move(promise));
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
