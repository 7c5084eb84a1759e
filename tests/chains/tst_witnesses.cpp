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

/// Servers that lie, lag, fail or contradict themselves, and two hosts.
class tst_Witnesses : public QObject, private FateScene
{
    Q_OBJECT

private Q_SLOTS:

    void init() { reset(); }

    void believesNoServerOfAnotherChain();
    void believesNoLiarAmongTwo();
    void booksWhatWasSignedOnALiarsWordAlone();
    void noLiarFromTheFutureSilencesTheOthers();
    void waitsForALaggard();
    void believesTheOtherWhereOneIsStuck();
    void needsTwoHostsForADeath();
    void countsOneHostOnce();
    void asksTheHostsNextAddress();
    void saysWhyItCannotKnow_data();
    void saysWhyItCannotKnow();
    void noticesContradictions_data();
    void noticesContradictions();
    void noticesAChainThatChangesMeanwhile();
    void noticesAUseThatWasDenied();
    void asksNobodyWhereNobodyMayBeAsked();
};

void tst_Witnesses::believesNoServerOfAnotherChain()
{
    letItEnd();
    server(here).chainId = 8453;
    const auto unknown = fate();
    QCOMPARE(nameOf(unknown), u"rpc.wrong_chain"_s);
    QCOMPARE(unknown.kind, Fate::Kind::Unknown);
    QCOMPARE(unknown.reason->data[u"host"_s].toString(), u"here.example"_s);
    QCOMPARE(unknown.reason->data[u"expected"_s].toString(), u"84532"_s);
    QCOMPARE(unknown.reason->data[u"found"_s].toString(), u"8453"_s);
}

void tst_Witnesses::believesNoLiarAmongTwo()
{
    urls = {here, there};
    for (const QUrl &url : urls)
        server(url).chain.spent = {useAt(blockCount - 50)};
    server(there).deniesUse = true;
    QCOMPARE(outcome(), u"rpc.disagree"_s);
    letItEnd();
    QCOMPARE(outcome(), u"rpc.disagree"_s);
    server(there).deniesUse = false;
    QCOMPARE(outcome(), u"final"_s);
}

void tst_Witnesses::booksWhatWasSignedOnALiarsWordAlone()
{
    urls = {here, there};
    auto lie = useAt(blockCount - 50);
    lie.transfers.front().units = 1;
    server(here).chain.spent = {lie};
    server(there).isDown = true;
    const auto settled = fate();
    QCOMPARE(nameOf(settled), u"final"_s);
    QCOMPARE(settled.moved, authorization().value);
}

void tst_Witnesses::noLiarFromTheFutureSilencesTheOthers()
{
    urls = {here, there};
    auto lie = useAt(blockCount - 50);
    lie.transfers.front().units = 1;
    server(here).chain.spent = {lie};
    server(here).chain.mine(2s, 1000);
    QVERIFY(server(here).chain.times.back() > server(there).chain.times.back() + 10min);
    QCOMPARE(outcome(), u"rpc.disagree"_s);
}

void tst_Witnesses::waitsForALaggard()
{
    urls = {here, there};
    server(there).chain.cutAbove(blockCount - 101);
    server(here).chain.spent = {useAt(blockCount - 50)};
    QCOMPARE(outcome(), u"landed"_s);
    server(there).chain = server(here).chain;
    QCOMPARE(outcome(), u"final"_s);

    server(here).chain.spent.clear();
    server(there).chain.spent.clear();
    letItEnd();
    server(there).chain.cutAbove(blockCount + 99);
    QCOMPARE(outcome(), u"unseen"_s);
    server(there).chain.mine(2s, 100);
    QCOMPARE(outcome(), u"dead"_s);
}

void tst_Witnesses::believesTheOtherWhereOneIsStuck()
{
    urls = {here, there};
    server(there).chain.cutAbove(100);
    server(here).chain.spent = {useAt(blockCount - 50)};
    QCOMPARE(outcome(), u"final"_s);
    server(here).chain.spent.clear();
    server(here).chain.mine(2s, 200);
    clock.time = end + 11min;
    QCOMPARE(outcome(), u"rpc.one_witness"_s);
}

void tst_Witnesses::needsTwoHostsForADeath()
{
    urls = {here, there};
    letItEnd();
    QCOMPARE(outcome(), u"dead"_s);
    server(there).isDown = true;
    QCOMPARE(outcome(), u"rpc.one_witness"_s);
    server(here).isDown = true;
    QCOMPARE(outcome(), u"rpc.unreachable"_s);
}

void tst_Witnesses::countsOneHostOnce()
{
    urls = {here, alsoHere, there};
    letItEnd();
    server(there).isDown = true;
    QCOMPARE(outcome(), u"rpc.one_witness"_s);
    urls = {here, alsoHere};
    QCOMPARE(outcome(), u"dead"_s);
}

void tst_Witnesses::asksTheHostsNextAddress()
{
    urls = {here, alsoHere};
    server(here).isDown = true;
    QCOMPARE(outcome(), u"unseen"_s);
    server(here).isDown = false;
    server(here).chainId = 1;
    QCOMPARE(outcome(), u"unseen"_s);
}

void tst_Witnesses::saysWhyItCannotKnow_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *method, const char *answer) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(answer);
    };
    row("chain id is null", "eth_chainId", "null");
    row("chain id is a number", "eth_chainId", "84532");
    row("block is null", "eth_getBlockByNumber", "null");
    row("block is another shape", "eth_getBlockByNumber", "[]");
    row("state is empty", "eth_call", "\"0x\"");
    row("state is two", "eth_call", "\"0x02\"");
    row("logs are no list", "eth_getLogs", "{}");
    row("receipt is missing", "eth_getTransactionReceipt", "null");
    row("receipt is another shape", "eth_getTransactionReceipt", "7");
}

void tst_Witnesses::saysWhyItCannotKnow()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, answer);
    server(here).chain.spent = {useAt(blockCount - 50)};
    QCOMPARE(outcome(), u"final"_s);
    server(here).says[method] = parseJson(answer).value();
    const auto unknown = fate();
    QCOMPARE(nameOf(unknown), u"rpc.malformed"_s);
    QCOMPARE(unknown.kind, Fate::Kind::Unknown);
    QCOMPARE(unknown.reason->data[u"host"_s].toString(), u"here.example"_s);
}

void tst_Witnesses::noticesContradictions_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("expect");
    QTest::newRow("used without a log") << u"deniesLogs"_s << u"rpc.no_log"_s;
    QTest::newRow("a failed transaction") << u"failed"_s << u"rpc.contradicts"_s;
    QTest::newRow("another block of that number") << u"header"_s << u"rpc.contradicts"_s;
    QTest::newRow("denied at the newest block only") << u"headDenies"_s << u"final"_s;
    QTest::newRow("state of old blocks forgotten") << u"forgetsState"_s << u"final"_s;
}

void tst_Witnesses::noticesContradictions()
{
    QFETCH(QString, fault);
    auto &one = server(here);
    one.chain.spent = {useAt(blockCount - 50)};
    one.deniesLogs = fault == u"deniesLogs"_s;
    one.headDenies = fault == u"headDenies"_s;
    one.forgetsState = fault == u"forgetsState"_s;
    if (fault == u"failed"_s)
        one.chain.spent.front().succeeded = false;
    if (fault == u"header"_s) {
        const auto head = one.chain.block(one.chain.newest());
        one.says["eth_getBlockByNumber"] = Json {{"number", "0x5"},
                                                 {"hash", toHex(head.hash).toStdString()},
                                                 {"timestamp", "0x6553f100"}};
        one.chain.spent.front().block = 3;
    }
    QTEST(outcome(), "expect");
}

void tst_Witnesses::noticesAChainThatChangesMeanwhile()
{
    letItEnd();
    rpc.beforeBatch = [this](int batch) {
        if (batch == 1)
            server(here).chain.fork = "branch";
    };
    QCOMPARE(outcome(), u"rpc.contradicts"_s);
}

void tst_Witnesses::noticesAUseThatWasDenied()
{
    server(here).chain.spent = {useAt(blockCount - 3)};
    rpc.beforeBatch = [this](int batch) {
        if (batch == 2)
            server(here).chain.spent = {useAt(blockCount - 100)};
    };
    QCOMPARE(outcome(), u"rpc.contradicts"_s);
}

void tst_Witnesses::asksNobodyWhereNobodyMayBeAsked()
{
    urls.clear();
    const auto unknown = fate();
    QCOMPARE(nameOf(unknown), u"rpc.none"_s);
    QCOMPARE(unknown.reason->data[u"network"_s].toString(), u"Base Sepolia"_s);
    for (const auto &[url, one] : rpc.servers)
        QVERIFY(one.asked.isEmpty());
}

QTEST_GUILESS_MAIN(tst_Witnesses)
#include "tst_witnesses.moc"
