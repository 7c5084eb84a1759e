// SPDX-License-Identifier: MIT
#include "core/payments/lanes.h"

#include <QTest>

using namespace tuppence;
using payments::Lanes;
using namespace std::chrono_literals;

namespace {

const AccountId account {{"eip155", "8453"}, "0x209693Bc6afc0C5328bA36FaF03C514EF312287C"};
const AccountId elsewhere {{"eip155", "1"}, account.address};

} // namespace

class tst_Lanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void letsOneInAtATimeInOrder()
    {
        Lanes lanes;
        auto first = lanes.queue(account);
        auto second = lanes.queue(account);
        auto third = lanes.queue(account);
        QVERIFY(first->turn().isFinished());
        const auto secondsTurn = second->turn();
        const auto thirdsTurn = third->turn();
        QVERIFY(!secondsTurn.isFinished());
        first.reset();
        QVERIFY(secondsTurn.isFinished());
        QVERIFY(!thirdsTurn.isFinished());
        second.reset();
        QVERIFY(thirdsTurn.isFinished());
    }

    void whoeverLeavesTheQueueIsPassedOver()
    {
        Lanes lanes;
        auto first = lanes.queue(account);
        auto second = lanes.queue(account);
        auto third = lanes.queue(account);
        const auto thirdsTurn = third->turn();
        second.reset();
        QVERIFY(!thirdsTurn.isFinished());
        first.reset();
        QVERIFY(thirdsTurn.isFinished());
    }

    void otherAccountsHaveLanesOfTheirOwn()
    {
        Lanes lanes;
        const auto place = lanes.queue(account);
        QVERIFY(lanes.queue(elsewhere)->turn().isFinished());
    }

    void whoeverWaitsTooLongIsTold()
    {
        Lanes lanes;
        auto place = lanes.queue(account);
        auto late = lanes.queue(account, 1ms);
        const auto turn = late->turn();
        QTRY_VERIFY(turn.isFinished());
        QCOMPARE(turn.result().error().code, QByteArray("payments.lane_busy"));
        place.reset(); // and takes no place then
        QVERIFY(lanes.queue(account)->turn().isFinished());
    }

    void numbersOnlyGrow()
    {
        Lanes lanes;
        auto place = lanes.queue(account);
        QCOMPARE(place->firstNumber(), quint64(0));
        lanes.take(account, 7);
        lanes.take(account, 3);
        QCOMPARE(place->firstNumber(), quint64(8));
        QCOMPARE(lanes.resume(elsewhere)->firstNumber(), quint64(0));
    }

    void whatAnEarlierRunSignedIsInTheLaneWithOthers()
    {
        Lanes lanes;
        auto one = lanes.resume(account);
        auto other = lanes.resume(account);
        auto next = lanes.queue(account);
        const auto turn = next->turn();
        one.reset();
        QVERIFY(!turn.isFinished());
        other.reset();
        QVERIFY(turn.isFinished());
    }

    void aPlaceMayOutliveTheLanes()
    {
        auto lanes = std::make_unique<Lanes>();
        auto place = lanes->queue(account);
        lanes.reset();
        QCOMPARE(place->firstNumber(), quint64(0));
    }
};

QTEST_GUILESS_MAIN(tst_Lanes)
#include "tst_lanes.moc"
