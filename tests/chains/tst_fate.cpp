// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "tests/chains/fatescene.h"

#include <QTest>

using namespace tuppence;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using deal::Fate;
using fakes::FakeBlocks;
using fakes::FakeServer;

/// What one server says.
class tst_Fate : public QObject, private FateScene
{
    Q_OBJECT

private Q_SLOTS:

    void init() { reset(); }

    void isUnseenAtFirst();
    void landsAndBecomesFinal();
    void isTakenBackByAReorganisation();
    void diesAfterItsEnd();
    void doesNotDieByOurClockAlone();
    void doesNotDieByTheChainAlone();
    void diesByACancellation();
    void diesByACancellationAfterItsEnd();
    void usesTheDepthWhereNothingIsCalledFinalized_data();
    void usesTheDepthWhereNothingIsCalledFinalized();
    void takesNoBusyServerForOneWithoutFinalBlocks_data();
    void takesNoBusyServerForOneWithoutFinalBlocks();
    void findsAPaymentOfLongAgo();
    void findsAPaymentSignedByAClockADayAhead();
    void asksForSmallRangesWhereItMust();
    void findsAnEarlyPaymentInTheSmallestRanges();
    void movesWhatWasSignedWhateverTransfersAreShown_data();
    void movesWhatWasSignedWhateverTransfersAreShown();
    void refusesForeignHandles();
    void asksLittleWhileNothingHappened();
    void waitsForSlowServers();
    void isCancelledWithTheChain();
};

void tst_Fate::isUnseenAtFirst()
{
    QCOMPARE(outcome(), u"unseen"_s);
}

void tst_Fate::landsAndBecomesFinal()
{
    server(here).chain.spent = {useAt(blockCount - 3)};
    const auto landed = fate();
    QCOMPARE(nameOf(landed), u"landed"_s);
    QCOMPARE(landed.confirmations, 2);
    QCOMPARE(landed.transaction, "0x" + QByteArray(32, 't').toHex());
    mineEverywhere(7);
    QCOMPARE(outcome(), u"landed"_s);
    mineEverywhere(1);
    const auto settled = fate();
    QCOMPARE(nameOf(settled), u"final"_s);
    QCOMPARE(settled.transaction, landed.transaction);
    QCOMPARE(settled.moved, Uint256(10'000));
}

void tst_Fate::isTakenBackByAReorganisation()
{
    FakeBlocks &chain = server(here).chain;
    chain.spent = {useAt(blockCount - 3)};
    QCOMPARE(outcome(), u"landed"_s);
    chain.cutAbove(blockCount - 4);
    chain.fork = "branch";
    chain.forkedAt = blockCount - 3;
    chain.mine(2s, 5);
    QCOMPARE(outcome(), u"unseen"_s);
    letItEnd();
    QCOMPARE(outcome(), u"dead"_s);
}

void tst_Fate::diesAfterItsEnd()
{
    letItEnd();
    QCOMPARE(outcome(), u"dead"_s);
}

void tst_Fate::doesNotDieByOurClockAlone()
{
    clock.time = end + 24h;
    QCOMPARE(outcome(), u"unseen"_s);
}

void tst_Fate::doesNotDieByTheChainAlone()
{
    letItEnd();
    clock.time = end + 10min;
    QCOMPARE(outcome(), u"unseen"_s);
}

void tst_Fate::diesByACancellation()
{
    auto cancellation = useAt(blockCount - 50);
    cancellation.kind = evm::Event::Kind::Cancelled;
    cancellation.transfers.clear();
    server(here).chain.spent = {cancellation};
    QCOMPARE(outcome(), u"unseen"_s); // before its end our own clock does not agree
    clock.time = end + 11min;
    QCOMPARE(outcome(), u"dead"_s);
}

void tst_Fate::diesByACancellationAfterItsEnd()
{
    letItEnd();
    auto cancellation = useAt(1050);
    cancellation.kind = evm::Event::Kind::Cancelled;
    cancellation.transfers.clear();
    server(here).chain.spent = {cancellation};
    QCOMPARE(outcome(), u"dead"_s);
}

void tst_Fate::usesTheDepthWhereNothingIsCalledFinalized_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<int>("number");
    QTest::newRow("null") << int(FakeServer::Finalized::Null) << QByteArray() << 0;
    const auto row = [](const char *name, const char *message, int number) {
        QTest::newRow(name) << int(FakeServer::Finalized::Error) << QByteArray(message) << number;
    };
    row("unknown block", "Unknown block", -39001);
    row("unknown block, another number", "Unknown block", -32000);
    row("parameter", "invalid argument 0: hex string without 0x prefix", -32602);
    row("method", "the method is not available", -32601);
    row("named", "'finalized' tag not supported on pre-merge network", -32000);
    row("not found", "Finalized block not found", -32000);
    row("invalid", "invalid block number", -32000);
}

void tst_Fate::usesTheDepthWhereNothingIsCalledFinalized()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, message);
    QFETCH(int, number);
    clock.time = end + 24h;
    server(here).finalizedMessage = message;
    server(here).finalizedNumber = number;
    const int depth = registry.network(network)->finalDepth;
    server(here).finalized = FakeServer::Finalized(kind);
    server(here).chain.spent = {useAt(blockCount - 1)};
    server(here).chain.mine(2s, depth - 1);
    QCOMPARE(outcome(), u"landed"_s);
    server(here).chain.mine(2s, 1);
    QCOMPARE(outcome(), u"final"_s);

    server(here).chain.spent.clear();
    QCOMPARE(outcome(), u"unseen"_s);
    server(here).chain.mine(2s, 200);
    QCOMPARE(outcome(), u"dead"_s);
}

void tst_Fate::takesNoBusyServerForOneWithoutFinalBlocks_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<int>("number");
    QTest::newRow("limit") << QByteArray("daily request count exceeded") << -32005;
    QTest::newRow("limit, general number") << QByteArray("rate limit exceeded") << -32000;
    QTest::newRow("broken") << QByteArray("Internal error") << -32603;
}

void tst_Fate::takesNoBusyServerForOneWithoutFinalBlocks()
{
    QFETCH(QByteArray, message);
    QFETCH(int, number);
    server(here).finalized = FakeServer::Finalized::Error;
    server(here).finalizedMessage = message;
    server(here).finalizedNumber = number;
    QCOMPARE(outcome(), u"rpc.error"_s);
}

void tst_Fate::findsAPaymentOfLongAgo()
{
    clock.time = end + 24h * 12;
    server(here).chain.spent = {useAt(blockCount - 30)};
    server(here).chain.mine(2s, 500'000);
    QCOMPARE(outcome(), u"final"_s);
    QVERIFY(server(here).asked["eth_getLogs"] < 3);
    QVERIFY(server(here).asked["eth_getBlockByNumber"] < 80);
}

void tst_Fate::findsAPaymentSignedByAClockADayAhead()
{
    auto &chain = server(here).chain;
    auto spent = useAt(100);
    chain = FakeBlocks::create(end - 25h, 2s, 45'000);
    chain.spent = {spent};
    QCOMPARE(outcome(), u"final"_s);
}

void tst_Fate::asksForSmallRangesWhereItMust()
{
    server(here).chain.spent = {useAt(blockCount - 300)};
    server(here).mostBlocks = 50;
    QCOMPARE(outcome(), u"final"_s);
    server(here).mostBlocks = 0;
    QCOMPARE(outcome(), u"rpc.error"_s);
}

void tst_Fate::findsAnEarlyPaymentInTheSmallestRanges()
{
    auto &chain = server(here).chain;
    chain = FakeBlocks::create(end - 1h, 1s, 3600);
    chain.spent = {useAt(100)};
    server(here).mostBlocks = 10;
    QCOMPARE(outcome(), u"final"_s);
    QVERIFY(server(here).asked["eth_getLogs"] < 10);
    QVERIFY(server(here).asked["eth_call"] < 60);
}

void tst_Fate::movesWhatWasSignedWhateverTransfersAreShown_data()
{
    QTest::addColumn<QList<int>>("toPayee");
    QTest::newRow("the signed sum") << QList {10'000};
    QTest::newRow("two payments settled at once") << QList {700, 10'000};
    QTest::newRow("less than signed") << QList {9'900};
    QTest::newRow("one unit") << QList {1};
    QTest::newRow("no unit") << QList {0};
    QTest::newRow("more than signed") << QList {20'000};
    QTest::newRow("in two parts") << QList {4'000, 5'000};
    QTest::newRow("nothing to the payee") << QList<int> {};
}

void tst_Fate::movesWhatWasSignedWhateverTransfersAreShown()
{
    QFETCH(QList<int>, toPayee);
    auto spent = useAt(blockCount - 100);
    spent.transfers = {{authorization().to, authorization().from, 10'000},
                       {authorization().from, authorization().token, 10'000}};
    for (const int units : toPayee)
        spent.transfers.append({authorization().from, authorization().to, quint64(units)});
    server(here).chain.spent = {spent};
    const auto settled = fate();
    QCOMPARE(nameOf(settled), u"final"_s);
    QCOMPARE(settled.moved, authorization().value);
}

void tst_Fate::refusesForeignHandles()
{
    auto asked = chain();
    QCOMPARE(nameOf(asked.fate({network, "7"}).result()), u"chain.handle"_s);
    QCOMPARE(nameOf(asked.fate({{"eip155", "5"}, evm::encode(authorization())}).result()),
             u"chain.unknown_network"_s);
}

void tst_Fate::asksLittleWhileNothingHappened()
{
    QCOMPARE(outcome(), u"unseen"_s);
    int calls = 0;
    for (const int count : server(here).asked)
        calls += count;
    QCOMPARE(calls, 6);
}

void tst_Fate::waitsForSlowServers()
{
    rpc.isSlow = true;
    urls = {here, there};
    for (const QUrl &url : urls)
        server(url).chain.spent = {useAt(blockCount - 50)};
    auto asked = chain();
    const auto pending = asked.fate({network, evm::encode(authorization())});
    QVERIFY(!pending.isFinished());
    QTRY_VERIFY(pending.isFinished());
    QCOMPARE(nameOf(pending.result()), u"final"_s);
}

void tst_Fate::isCancelledWithTheChain()
{
    rpc.isSlow = true;
    urls = {here, there};
    QFuture<Fate> pending;
    {
        auto asked = chain();
        pending = asked.fate({network, evm::encode(authorization())});
    }
    QTRY_VERIFY(pending.isFinished());
    QVERIFY(pending.isCanceled());
}

QTEST_GUILESS_MAIN(tst_Fate)
#include "tst_fate.moc"
