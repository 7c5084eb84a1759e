// SPDX-License-Identifier: MIT
#include "core/chains/evm/blocksearch.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/eventsearch.h"
#include "tests/fakes/fakerpc.h"

#include <QTest>

#include <rapidcheck.h>

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

class tst_Searches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void findTheLastBlockBeforeATime();
    void takeFewRounds();
    void stopAtAMalformedBlock();
    void findTheLogWhereverItIs();
    void takeSmallerRangesAfterARefusal();
    void giveUpAtTheEarliestTime();
    void giveUpAfterManyRanges();
    void takeNoLogOfAnother();

private:
    quint64 blockBefore(Time end);
    Result<evm::Log> log(quint64 newest, Time earliest = start);

    fakes::FakeServer &server() { return m_rpc.servers[url]; }

    fakes::FakeRpc m_rpc;
};

void tst_Searches::init()
{
    m_rpc.servers.clear();
    server().chain = FakeBlocks::create(start, 2s, 10'000);
}

quint64 tst_Searches::blockBefore(Time end)
{
    const evm::Server asked {&m_rpc, url, this};
    const auto &chain = server().chain;
    return evm::lastBlockBefore(asked, end, chain.block(chain.newest())).result().value();
}

Result<evm::Log> tst_Searches::log(quint64 newest, Time earliest)
{
    const evm::Server asked {&m_rpc, url, this};
    return std::make_shared<evm::EventSearch>(asked, authorization(), newest, earliest)
        ->run()
        .result();
}

void tst_Searches::findTheLastBlockBeforeATime()
{
    QVERIFY(rc::check("as if every block were looked at", [this](const std::vector<quint8> &gaps) {
        auto &chain = server().chain;
        chain = FakeBlocks::create(start, 1s, 1);
        for (const quint8 gap : gaps)
            chain.mine(std::chrono::seconds(gap % 4), 1);
        const auto seconds = *rc::gen::inRange(1, int(gaps.size()) * 2 + 2);
        const Time end = start + std::chrono::seconds(seconds);
        const auto first = std::lower_bound(chain.times.cbegin(), chain.times.cend(), end);
        RC_ASSERT(blockBefore(end) == quint64(first - chain.times.cbegin()) - 1);
    }));
}

void tst_Searches::takeFewRounds()
{
    QCOMPARE(blockBefore(start + 5s), quint64(2));
    QVERIFY(server().asked["eth_getBlockByNumber"] <= 8 * 6);
}

void tst_Searches::stopAtAMalformedBlock()
{
    server().says["eth_getBlockByNumber"] = Json();
    const evm::Server asked {&m_rpc, url, this};
    const auto &chain = server().chain;
    const auto found =
        evm::lastBlockBefore(asked, start + 5s, chain.block(chain.newest())).result();
    QVERIFY(!found);
    QCOMPARE(found.error().code, "rpc.malformed");
}

void tst_Searches::findTheLogWhereverItIs()
{
    for (const quint64 at : {0, 1, 1999, 2000, 5999, 6000, 7998, 7999, 8000, 9999}) {
        server().chain.spent = {{evm::Event::Kind::Used, authorization(), at, QByteArray(32, 't')}};
        const auto found = log(9999);
        QVERIFY2(found, QByteArray::number(at));
        QCOMPARE(found->blockNumber, at);
    }
}

void tst_Searches::takeSmallerRangesAfterARefusal()
{
    server().chain.spent = {{evm::Event::Kind::Used, authorization(), 9'900, QByteArray(32, 't')}};
    for (const quint64 most : {1000, 100, 10}) {
        server().mostBlocks = most;
        QVERIFY2(log(9999), QByteArray::number(most));
    }
    server().mostBlocks = 9;
    QCOMPARE(log(9999).error().code, "rpc.error");
}

void tst_Searches::giveUpAtTheEarliestTime()
{
    QCOMPARE(log(9999, start + 15'000s).error().code, "rpc.no_log");
    QCOMPARE(server().asked["eth_getLogs"], 2);
    QCOMPARE(log(9999).error().code, "rpc.no_log");
}

void tst_Searches::giveUpAfterManyRanges()
{
    server().mostBlocks = 10;
    QCOMPARE(log(9999).error().code, "rpc.no_log");
    QCOMPARE(server().asked["eth_getLogs"], 200);
}

void tst_Searches::takeNoLogOfAnother()
{
    auto other = authorization();
    other.nonce = QByteArray(32, '\x12');
    server().chain.spent = {{evm::Event::Kind::Used, other, 9'900, QByteArray(32, 't')}};
    QCOMPARE(log(9999).error().code, "rpc.no_log");

    // Nor where the server answers with what was not asked for.
    evm::Log foreign {other.token, {}, {}, 9'900, {}, {}};
    QVERIFY(!evm::eventOf(authorization(), {foreign}));
    foreign.topics = {evm::usedTopic(), evm::addressTopic(other.from), other.nonce};
    QVERIFY(!evm::eventOf(authorization(), {foreign}));
    QVERIFY(evm::eventOf(other, {foreign}));
    foreign.contract = evm::Address::decode(QByteArray(evm::Address::size, '\1')).value();
    QVERIFY(!evm::eventOf(other, {foreign}));
}

QTEST_GUILESS_MAIN(tst_Searches)
#include "tst_searches.moc"
