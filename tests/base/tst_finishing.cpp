// SPDX-License-Identifier: MIT
#include "core/base/pending.h"

#include <QSemaphore>
#include <QTest>

#include <dlfcn.h>

#include <memory>

using namespace tuppence;

namespace {

constexpr char runContinuationName[] = "_ZNK20QFutureInterfaceBase15runContinuationEv";
constexpr int longestMoment = 200; // ms

QSemaphore moments; ///< one for each future that another thread has just finished
QSemaphore waitings; ///< one for each that is waited for by now

} // namespace

/// Stands before QFutureInterfaceBase::runContinuation(), which other threads reach only once
/// somebody has begun to wait, or after a while: that a thread is interrupted right there is rare.
extern "C" void
pausedContinuation(const void *future) __asm__("_ZNK20QFutureInterfaceBase15runContinuationEv");

void pausedContinuation(const void *future)
{
    using Run = void(const void *);
    static auto *const run = reinterpret_cast<Run *>(dlsym(RTLD_NEXT, runContinuationName));
    if (QThread::currentThread() != QCoreApplication::instance()->thread()) {
        moments.release();
        waitings.tryAcquire(1, longestMoment);
    }
    run(future);
}

class tst_Finishing : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void runsAStepOnceHoweverCloselyItsFutureIsFinished_data()
    {
        QTest::addColumn<bool>("isFirst");
        QTest::newRow("the future waited for") << true;
        QTest::newRow("the future that a step gives") << false;
    }

    void runsAStepOnceHoweverCloselyItsFutureIsFinished()
    {
        QFETCH(const bool, isFirst);
        QObject context;
        QPromise<Result<int>> promise;
        promise.start();
        const auto future = promise.future();
        const std::unique_ptr<QThread> other(
            QThread::create([&promise] { finishElsewhere(promise, Result<int>(7)); }));
        other->start();
        moments.acquire();
        int ran = 0;
        const auto over = andThen(isFirst ? future : ready<int>(1), &context, [&](int number) {
            ++ran;
            return isFirst ? ready<int>(number) : future;
        });
        waitings.release();
        QTRY_VERIFY(over.isFinished());
        QVERIFY(other->wait());
        QCoreApplication::processEvents();
        QCOMPARE(over.result().value(), 7);
        QCOMPARE(ran, 1);
        waitings.tryAcquire(waitings.available());
    }
};

QTEST_GUILESS_MAIN(tst_Finishing)
#include "tst_finishing.moc"
