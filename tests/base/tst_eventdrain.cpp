// SPDX-License-Identifier: MIT
#include "core/base/eventdrain.h"
#include "core/base/pending.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <QThread>

using namespace tuppence;
using namespace Qt::StringLiterals;

namespace {

constexpr char child[] = "--end-with-a-continuation-queued";

/// An application that ends while what another thread has finished still waits for its loop.
int endWithAContinuationQueued(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const EventDrain drain;
    QObject context;
    QPromise<Result<int>> promise;
    promise.start();
    whenReady(promise.future(), &context, [](const Result<int> &) {});
    const std::unique_ptr<QThread> other(
        QThread::create([&promise] { finishElsewhere(promise, Result<int>(7)); }));
    other->start();
    other->wait();
    return 0;
}

} // namespace

class tst_EventDrain : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void anApplicationEnds()
    {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(child)});
        QVERIFY2(process.waitForFinished(), qPrintable(process.errorString()));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
    }
};

int main(int argc, char *argv[])
{
    if (argc == 2 && qstrcmp(argv[1], child) == 0)
        return endWithAContinuationQueued(argc, argv);
    QCoreApplication application(argc, argv);
    tst_EventDrain test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_eventdrain.moc"
