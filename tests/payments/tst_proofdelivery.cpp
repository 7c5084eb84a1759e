// SPDX-License-Identifier: MIT
#include "core/payments/delivery.h"
#include "tests/fakes/fakechain.h"
#include "tests/fakes/fakeclock.h"
#include "tests/fakes/fakehttp.h"
#include "tests/fakes/fakepurse.h"
#include "tests/fakes/recordinglistener.h"
#include "tests/payments/sent.h"

#include <QDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace tuppence;
using payments::Answers;
using payments::AnswerWriter;
using payments::Delivery;
using payments::Relay;

namespace {

/// A dialect in which a 402 is a refusal and anything else what was bought.
class PlainExchange final : public Exchange
{
public:
    [[nodiscard]] deal::Step start() override { return deal::Withheld {}; }

    [[nodiscard]] deal::Step next(const deal::Signed &) override { return deal::Withheld {}; }

    [[nodiscard]] deal::Step next(const deal::Reply &reply) override
    {
        if (reply.status == 402)
            return deal::Withheld {{Error::Kind::Refused, "x402.not_understood", {}, {}}, {}};
        deal::Delivered delivered;
        if (reply.status == 203)
            delivered.note = Error {Error::Kind::Malformed, "x402.receipt", {}, {}};
        return delivered;
    }

    [[nodiscard]] QByteArray state() const override { return {}; }

    [[nodiscard]] deal::Step sendAgain() override { return deal::Withheld {}; }
};

constexpr qint64 megabyte = 1 << 20;

/// Takes whatever comes.
std::unique_ptr<fakes::RecordingListener> patient()
{
    auto listener = std::make_unique<fakes::RecordingListener>();
    listener->taken = 1024 * megabyte;
    return listener;
}

/// Everything around one delivery, and a seller that the test plays.
struct Scene
{
    ledger::samples::House house;
    fakes::FakeChain chain {house.clock};
    fakes::FakeHttp http;
    fakes::FakePurse purse;
    payments::Rooms rooms;
    Answers answers {house.folder.filePath(u"answers"_s), house.clock};
    payments::Settler settler {rooms};
    Delivery delivery {rooms, answers, settler, std::make_unique<PlainExchange>()};
    std::unique_ptr<fakes::RecordingListener> listener = patient();

    Scene()
    {
        rooms.clock = &house.clock;
        rooms.http = &http;
        rooms.ledger = house.ledger.get();
        rooms.purse = &purse;
        rooms.chains = {&chain};
        rooms.mayReachLoopback = [] { return false; };
    }

    [[nodiscard]] QFuture<payments::Report> run(std::shared_ptr<net::Arriving> answer)
    {
        http.arriving = std::move(answer);
        return delivery.run(tests::sent(*house.ledger, "p_1"),
                            deal::Send {{}, /*carriesProof=*/true}, listener.get());
    }

    [[nodiscard]] ledger::Payment payment() const
    {
        return *ledger::samples::wait(house.ledger->payment("p_1"));
    }
};

/// One body on its way, with a copy being kept.
struct Passage
{
    QTemporaryDir folder;
    fakes::FakeClock clock;
    Answers answers {folder.filePath(u"answers"_s), clock};
    std::shared_ptr<fakes::FakeArriving> body = std::make_shared<fakes::FakeArriving>(200);
    std::unique_ptr<fakes::RecordingListener> listener = patient();
    Relay relay {{}, body, *answers.keep("pay_1", body->head(), Secret::create(32))};

    /// The code of its failure; empty: it went well.
    [[nodiscard]] QByteArray run()
    {
        const auto relayed = relay.run(listener.get());
        if (!QTest::qWaitFor([&] { return relayed.isFinished(); }, 20'000))
            qFatal("the relay goes on for ever");
        return relayed.result() ? QByteArray() : relayed.result().error().code;
    }
};

} // namespace

class tst_ProofDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void leavesTheChainAloneWhileTheSellerSettles()
    {
        Scene scene;
        const auto answer = std::make_shared<fakes::FakeArriving>(200);
        answer->isEndless = false;
        const auto report = scene.run(answer);
        answer->come(1);
        QTRY_VERIFY(report.isFinished());
        QCOMPARE(scene.chain.fatesAsked, 0);
        QTRY_COMPARE(scene.chain.fatesAsked, 1);
    }

    void asksTheChainWhateverTheSellerDoes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<qsizetype>("room");
        QTest::newRow("a refusal that never ends") << 402 << megabyte;
        QTest::newRow("an answer that never ends") << 200 << megabyte;
        QTest::newRow("an answer that nobody takes") << 200 << qsizetype {0};
    }

    void asksTheChainWhateverTheSellerDoes()
    {
        QFETCH(int, status);
        QFETCH(qsizetype, room);
        Scene scene;
        scene.listener->taken = room;
        scene.chain.nextFate = {deal::Fate::Kind::Final, "0xbb", Uint256(10'000), 0, {}};
        const auto answer = std::make_shared<fakes::FakeArriving>(status);
        const auto report = scene.run(answer);
        answer->come(1);
        QTRY_COMPARE(nameOf(scene.payment().money.kind), QByteArray("settled"));
        QVERIFY(!report.isFinished());
        // Now it ends, and so does whoever read it.
        scene.listener->taken = 1 << 20;
        Q_EMIT scene.listener->roomGrew();
        answer->isEndless = false;
        answer->come(1);
        QTRY_VERIFY(report.isFinished());
    }

    void waitsForNoRefusalThatTrickles()
    {
        Scene scene;
        scene.delivery.setWait(std::chrono::milliseconds(200));
        auto answer = std::make_shared<fakes::FakeArriving>(402);
        QTimer trickle;
        connect(&trickle, &QTimer::timeout, answer.get(),
                [seller = answer.get()] { seller->come(1); });
        trickle.start(1);
        const std::weak_ptr<net::Arriving> connection = answer;
        const auto report = scene.run(std::move(answer));
        QTRY_VERIFY(report.isFinished());
        QCOMPARE(nameOf(report.result().payment->answer.kind), QByteArray("withheld"));
        QCOMPARE(report.result().payment->answer.status, 402);
        QCOMPARE(report.result().error->code, QByteArray("x402.not_understood"));
        QVERIFY(!scene.listener->answer);
        QVERIFY(connection.expired());
    }

    void readsARefusalInTime()
    {
        Scene scene;
        const auto answer = std::make_shared<fakes::FakeArriving>(402);
        const auto report = scene.run(answer);
        answer->come(2);
        answer->isEndless = false;
        answer->come(1);
        QTRY_VERIFY(report.isFinished());
        QCOMPARE(report.result().head->body, QByteArray("xxx"));
    }

    void saysWhatIsOddAboutADelivery()
    {
        Scene scene;
        const auto answer = std::make_shared<fakes::FakeArriving>(203);
        const auto report = scene.run(answer);
        answer->isEndless = false;
        answer->come(1);
        QTRY_VERIFY(report.isFinished());
        QCOMPARE(report.result().outcome, ledger::Outcome::Paid);
        QCOMPARE(report.result().error.value().code, "x402.receipt"_ba);
    }

    void isNoDeliveryWhereNobodyHasTheAnswer()
    {
        Scene scene;
        const auto answer = std::make_shared<fakes::FakeArriving>(200);
        const auto report = scene.run(answer);
        answer->onRead = [&] {
            if (scene.listener && scene.listener->body.size() >= 10 * megabyte)
                scene.listener.reset();
        };
        answer->come(100 * megabyte);
        QTRY_VERIFY(report.isFinished());
        QCOMPARE(nameOf(report.result().payment->answer.kind), QByteArray("lost"));
        QCOMPARE(report.result().error->code, QByteArray("payments.nobody_listens"));
    }

    void breaksOffWhatNeitherListenerNorCopyTakes()
    {
        Passage passage;
        passage.body->there = 100 * megabyte;
        passage.body->isEndless = false;
        passage.body->onRead = [&] {
            if (passage.listener && passage.listener->body.size() >= megabyte)
                passage.listener.reset();
        };
        QCOMPARE(passage.run(), QByteArray("payments.nobody_listens"));
        QVERIFY(passage.body->there > 30 * megabyte);
    }

    void goesOnForAListenerWithoutACopy()
    {
        Passage passage;
        passage.body->there = AnswerWriter::mostBytes + megabyte;
        passage.body->isEndless = false;
        QCOMPARE(passage.run(), QByteArray());
        QCOMPARE(passage.listener->body.size(), AnswerWriter::mostBytes + megabyte);
    }

    void endsWellForACopyWithoutAListener()
    {
        Passage passage;
        passage.listener.reset();
        passage.body->there = megabyte;
        passage.body->isEndless = false;
        QCOMPARE(passage.run(), QByteArray());
        QVERIFY(passage.answers.open("pay_1", Secret::create(32)));
    }

    void seesThatTheCopyWasNotKept()
    {
        Passage passage;
        passage.listener.reset();
        passage.body->there = megabyte;
        passage.body->isEndless = false;
        passage.body->onRead = [&] {
            QDir(passage.folder.filePath(u"answers"_s)).removeRecursively();
        };
        QCOMPARE(passage.run(), QByteArray("payments.nobody_listens"));
    }
};

QTEST_GUILESS_MAIN(tst_ProofDelivery)
#include "tst_proofdelivery.moc"
