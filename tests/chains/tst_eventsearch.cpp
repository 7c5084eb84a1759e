// SPDX-License-Identifier: MIT
#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/eventsearch.h"
#include "core/chains/evm/usesearch.h"
#include "tests/fakes/fakerpc.h"

#include <QTest>

using namespace tuppence;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using fakes::FakeBlocks;

namespace {

const Time start {1'700'000'000s};
const QUrl url(u"https://server.example"_s);

evm::Authorization authorization()
{
    evm::Authorization one;
    one.nonce = QByteArray(32, '\x11');
    one.value = 10'000;
    return one;
}

} // namespace

/// Finding the use of an authorisation, and its log.
class tst_EventSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void findTheFirstBlockOfAUse();
    void findNoUseEarlierThanTheStateIsKnown();
    void startAtTheUseWhereRangesAreSmall();
    void findTheLogWhereverItIs();
    void takeSmallerRangesAfterARefusal();
    void giveUpAtTheEarliestTime();
    void giveUpAfterManyRanges();
    void takeNoLogOfAnother();

private:
    Result<evm::Log> log(quint64 newest, Time earliest = start);

    fakes::FakeServer &server() { return m_rpc.servers[url]; }

    fakes::FakeRpc m_rpc;
};

void tst_EventSearch::init()
{
    m_rpc.servers.clear();
    server().chain = FakeBlocks::create(start, 2s, 10'000);
}

Result<evm::Log> tst_EventSearch::log(quint64 newest, Time earliest)
{
    const evm::Server asked {&m_rpc, url, this};
    return std::make_shared<evm::EventSearch>(asked, authorization(), newest, earliest)
        ->run()
        .result();
}

void tst_EventSearch::findTheFirstBlockOfAUse()
{
    const evm::Server asked {&m_rpc, url, this};
    for (const quint64 at : {1, 2, 4'999, 5'000, 9'998, 9'999}) {
        server().chain.spent = {{evm::Event::Kind::Used, authorization(), at, QByteArray(32, 't')}};
        QCOMPARE(evm::firstBlockOfUse(asked, authorization(), 9'999).result().value(), at);
    }
    QVERIFY(server().asked["eth_call"] <= 6 * 8 * 6);
    QCOMPARE(evm::firstBlockOfUse(asked, authorization(), 0).result().value(), quint64(0));
}

void tst_EventSearch::findNoUseEarlierThanTheStateIsKnown()
{
    const evm::Server asked {&m_rpc, url, this};
    server().chain.spent = {{evm::Event::Kind::Used, authorization(), 7, QByteArray(32, 't')}};
    server().forgetsState = true;
    QCOMPARE(evm::firstBlockOfUse(asked, authorization(), 9'999).result().value(), quint64(9'999));
}

void tst_EventSearch::startAtTheUseWhereRangesAreSmall()
{
    server().chain.spent = {{evm::Event::Kind::Used, authorization(), 7, QByteArray(32, 't')}};
    server().mostBlocks = 10;
    const auto found = log(9'999);
    QVERIFY(found);
    QCOMPARE(found->blockNumber, quint64(7));
    QVERIFY(server().asked["eth_getLogs"] < 10);

    // Where old state is forgotten, by small ranges alone.
    server().forgetsState = true;
    QCOMPARE(log(9'999).error().code, "rpc.no_log");
    server().chain.spent.front().block = 8'100;
    QCOMPARE(log(9'999)->blockNumber, quint64(8'100));
}

void tst_EventSearch::findTheLogWhereverItIs()
{
    for (const quint64 at : {0, 1, 1999, 2000, 5999, 6000, 7998, 7999, 8000, 9999}) {
        server().chain.spent = {{evm::Event::Kind::Used, authorization(), at, QByteArray(32, 't')}};
        const auto found = log(9999);
        QVERIFY2(found, QByteArray::number(at));
        QCOMPARE(found->blockNumber, at);
    }
}

void tst_EventSearch::takeSmallerRangesAfterARefusal()
{
    server().chain.spent = {{evm::Event::Kind::Used, authorization(), 9'900, QByteArray(32, 't')}};
    for (const quint64 most : {1000, 100, 10}) {
        server().mostBlocks = most;
        QVERIFY2(log(9999), QByteArray::number(most));
    }
    server().mostBlocks = 9;
    QCOMPARE(log(9999).error().code, "rpc.error");
}

void tst_EventSearch::giveUpAtTheEarliestTime()
{
    QCOMPARE(log(9999, start + 15'000s).error().code, "rpc.no_log");
    QCOMPARE(server().asked["eth_getLogs"], 2);
    QCOMPARE(log(9999).error().code, "rpc.no_log");
}

void tst_EventSearch::giveUpAfterManyRanges()
{
    server().mostBlocks = 10;
    QCOMPARE(log(9999).error().code, "rpc.no_log");
    QCOMPARE(server().asked["eth_getLogs"], 200);
}

void tst_EventSearch::takeNoLogOfAnother()
{
    auto other = authorization();
    other.nonce = QByteArray(32, '\x12');
    server().chain.spent = {{evm::Event::Kind::Used, other, 9'900, QByteArray(32, 't')}};
    QCOMPARE(log(9999).error().code, "rpc.no_log");

    // Nor where the server answers with what was not asked for.
    evm::Log foreign {other.token, {}, {}, 9'900, {}, {}};
    QVERIFY(evm::eventsOf(authorization(), {foreign}).isEmpty());
    foreign.topics = {evm::usedTopic(), evm::addressTopic(other.from), other.nonce};
    QVERIFY(evm::eventsOf(authorization(), {foreign}).isEmpty());
    QCOMPARE(evm::eventsOf(other, {foreign}).size(), 1);
    foreign.contract = evm::Address::decode(QByteArray(evm::Address::size, '\1')).value();
    QVERIFY(evm::eventsOf(other, {foreign}).isEmpty());
}

QTEST_GUILESS_MAIN(tst_EventSearch)
#include "tst_eventsearch.moc"
