// SPDX-License-Identifier: MIT
#include "core/payments/settler.h"
#include "tests/fakes/fakechain.h"
#include "tests/payments/sent.h"

#include <QSignalSpy>
#include <QTest>

using namespace tuppence;
using payments::Settler;
using tests::sent;

namespace {

/// A settler with a ledger in a folder of its own, and a chain that the test plays.
struct Scene
{
    ledger::samples::House house;
    fakes::FakeChain chain {house.clock};
    payments::Rooms rooms;

    Scene()
    {
        rooms.clock = &house.clock;
        rooms.ledger = house.ledger.get();
        rooms.chains = {&chain};
    }

    [[nodiscard]] QByteArray money(const QByteArray &payment) const
    {
        return nameOf(ledger::samples::wait(house.ledger->payment(payment))->money.kind);
    }
};

const deal::Fate gone {deal::Fate::Kind::Final, "0xbb", Uint256(10'000), 0, {}};

} // namespace

class tst_Settler : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void asksUntilTheMoneyIsCertain()
    {
        Scene scene;
        Settler settler(scene.rooms);
        QSignalSpy heard(&settler, &Settler::heard);
        settler.watch(sent(*scene.house.ledger, "p_1"));
        QTRY_COMPARE(scene.chain.fatesAsked, 1);
        QCOMPARE(settler.openCount(), 1);
        scene.chain.nextFate = gone;
        QTRY_COMPARE(settler.openCount(), 0);
        QCOMPARE(scene.money("p_1"), QByteArray("settled"));
        QTRY_COMPARE(heard.size(), 2); // not yet, and gone
        QCOMPARE(heard.last().first().toByteArray(), QByteArray("p_1"));
    }

    void asksForTheFirstTimeAfterTheWait()
    {
        Scene scene;
        QSet<QByteArray> asked;
        scene.chain.fateOf = [&](const deal::Handle &handle) {
            asked.insert(handle.id);
            return QtFuture::makeReadyFuture(scene.chain.nextFate);
        };
        Settler settler(scene.rooms);
        settler.watch(sent(*scene.house.ledger, "p_late"), std::chrono::hours {1});
        settler.watch(sent(*scene.house.ledger, "p_now"));
        QTRY_VERIFY(asked.contains("p_now"));
        QVERIFY(!asked.contains("p_late"));
        QCOMPARE(settler.openCount(), 2);
    }

    void leavesWhatWasCertainBeforeItWasWatched_data()
    {
        QTest::addColumn<deal::Fate>("fate");
        QTest::newRow("final") << gone;
        QTest::newRow("dead") << deal::Fate {deal::Fate::Kind::Dead, {}, {}, 0, {}};
        QTest::newRow("landed") << deal::Fate {deal::Fate::Kind::Landed, "0xbb", {}, 1, {}};
    }

    void leavesWhatWasCertainBeforeItWasWatched()
    {
        QFETCH(deal::Fate, fate);
        Scene scene;
        Settler settler(scene.rooms);
        const auto payment = sent(*scene.house.ledger, "p_1");
        scene.chain.nextFate = gone;
        settler.watch(payment);
        QTRY_COMPARE(settler.openCount(), 0);
        scene.chain.nextFate = fate;
        settler.watch(payment); // with the row as it stood before
        QCOMPARE(settler.openCount(), 1);
        QTRY_COMPARE(settler.openCount(), 0);
        QCOMPARE(scene.chain.fatesAsked, 2);
    }

    void asksOneQuestionAtATime()
    {
        Scene scene;
        QHash<QByteArray, int> asked;
        QPromise<deal::Fate> slow;
        slow.start();
        const auto unseen = scene.chain.nextFate;
        scene.chain.fateOf = [&](const deal::Handle &handle) {
            ++asked[handle.id];
            return handle.id == "p_slow" ? slow.future() : QtFuture::makeReadyFuture(unseen);
        };
        Settler settler(scene.rooms);
        settler.watch(sent(*scene.house.ledger, "p_slow"));
        settler.watch(sent(*scene.house.ledger, "p_quick"));
        QTRY_COMPARE(asked["p_quick"], 2);
        QCOMPARE(asked["p_slow"], 1);
        slow.addResult(unseen);
        slow.finish();
        QTRY_COMPARE_WITH_TIMEOUT(asked["p_slow"], 2, 10'000);
        QCOMPARE(settler.openCount(), 2);
    }

    void asksOnWhereAQuestionWasDropped()
    {
        Scene scene;
        scene.chain.fateOf = [](const deal::Handle &) {
            QPromise<deal::Fate> dropped; // which cancels its future
            dropped.start();
            return dropped.future();
        };
        Settler settler(scene.rooms);
        settler.watch(sent(*scene.house.ledger, "p_1"));
        QTRY_COMPARE(scene.chain.fatesAsked, 2);
    }
};

QTEST_GUILESS_MAIN(tst_Settler)
#include "tst_settler.moc"
