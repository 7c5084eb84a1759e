// SPDX-License-Identifier: MIT
#include "core/base/pending.h"

#include <QTest>
#include <QThread>

#include <memory>

using namespace tuppence;
using namespace Qt::StringLiterals;

namespace {

const Error lost {Error::Kind::Network, "test.lost", {}, {}};

Pending<QString> twiceAsText(int number)
{
    return ready<QString>(QString::number(2 * number));
}

} // namespace

class tst_Pending : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isThereAtOnce();
    void passesTheValueOn();
    void waitsForTheValue();
    void goesPastAnError();
    void givesTheErrorOfAStep();
    void chains();
    void doesNotRunWithoutItsContext();
    void runsInTheThreadOfItsContext();
    void carriesWhatOnlyMoves();
    void saysThatItWasCancelled();
};

void tst_Pending::isThereAtOnce()
{
    QVERIFY(ready<int>(7).isFinished());
    QCOMPARE(ready<int>(7).result().value(), 7);
    QCOMPARE(failed<int>(lost).result().error(), lost);
}

void tst_Pending::passesTheValueOn()
{
    QObject context;
    const auto text = andThen(ready<int>(7), &context, twiceAsText);
    QTRY_VERIFY(text.isFinished());
    QCOMPARE(text.result().value(), u"14"_s);
}

void tst_Pending::waitsForTheValue()
{
    QObject context;
    QPromise<Result<int>> promise;
    promise.start();
    const auto text = andThen(promise.future(), &context, twiceAsText);
    QCoreApplication::processEvents();
    QVERIFY(!text.isFinished());
    promise.addResult(Result<int>(4));
    promise.finish();
    QTRY_VERIFY(text.isFinished());
    QCOMPARE(text.result().value(), u"8"_s);
}

void tst_Pending::goesPastAnError()
{
    QObject context;
    bool ran = false;
    const auto text = andThen(failed<int>(lost), &context, [&ran](int number) {
        ran = true;
        return twiceAsText(number);
    });
    QTRY_VERIFY(text.isFinished());
    QCOMPARE(text.result().error(), lost);
    QVERIFY(!ran);
}

void tst_Pending::givesTheErrorOfAStep()
{
    QObject context;
    const auto text = andThen(ready<int>(1), &context, [](int) { return failed<QString>(lost); });
    QTRY_VERIFY(text.isFinished());
    QCOMPARE(text.result().error(), lost);
}

void tst_Pending::chains()
{
    QObject context;
    const auto length = andThen(andThen(ready<int>(50), &context, twiceAsText), &context,
                                [](const QString &text) { return ready<qsizetype>(text.size()); });
    QTRY_VERIFY(length.isFinished());
    QCOMPARE(length.result().value(), 3);
}

void tst_Pending::doesNotRunWithoutItsContext()
{
    QPromise<Result<int>> promise;
    promise.start();
    bool ran = false;
    auto context = std::make_unique<QObject>();
    const auto text = andThen(promise.future(), context.get(), [&ran](int number) {
        ran = true;
        return twiceAsText(number);
    });
    context.reset();
    promise.addResult(Result<int>(1));
    promise.finish();
    QTRY_VERIFY(text.isFinished());
    QVERIFY(text.isCanceled());
    QCOMPARE(text.resultCount(), 0);
    QVERIFY(!ran);
}

void tst_Pending::runsInTheThreadOfItsContext()
{
    QObject context;
    QPromise<Result<int>> promise;
    promise.start();
    QThread *ranIn = nullptr;
    const auto done = andThen(promise.future(), &context, [&ranIn](int) {
        ranIn = QThread::currentThread();
        return ready<Done>(Done {});
    });
    const std::unique_ptr<QThread> other(
        QThread::create([&promise] { finishElsewhere(promise, Result<int>(1)); }));
    other->start();
    QTRY_VERIFY(done.isFinished());
    QVERIFY(other->wait());
    QCOMPARE(ranIn, QThread::currentThread());
}

void tst_Pending::carriesWhatOnlyMoves()
{
    QObject context;
    auto owned = std::make_unique<int>(3);
    const auto text = andThen(ready<int>(2), &context, [owned = std::move(owned)](int number) {
        return twiceAsText(number * *owned);
    });
    QTRY_VERIFY(text.isFinished());
    QCOMPARE(text.result().value(), u"12"_s);
}

void tst_Pending::saysThatItWasCancelled()
{
    QObject context;
    QPromise<Result<int>> promise;
    promise.start();
    const auto text = andThen(promise.future(), &context, twiceAsText);
    promise.future().cancel();
    promise.finish();
    QTRY_VERIFY(text.isFinished());
    QVERIFY(text.isCanceled());
}

QTEST_GUILESS_MAIN(tst_Pending)
#include "tst_pending.moc"
