// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/chains/evm/answers.h"
#include "core/chains/evm/blocksearch.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/eventsearch.h"
#include "core/chains/evm/gap.h"
#include "core/chains/evm/usesearch.h"
#include "tests/fakes/fakerpc.h"

#include <QTest>

#include <rapidcheck.h>

#include <limits>

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

/// Has every block there can be; from `late` on they are ten seconds after the start.
class EndlessRpc final : public evm::Rpc
{
public:
    explicit EndlessRpc(quint64 late)
        : m_late(late)
    {
    }

    [[nodiscard]] evm::Block block(quint64 number) const
    {
        return {number, QByteArray(32, 'h'), number < m_late ? start : start + 10s};
    }

    [[nodiscard]] Pending<QList<Result<Json>>> batch(const QUrl &,
                                                     const QList<net::Call> &calls) override
    {
        QList<Result<Json>> answers;
        for (const net::Call &call : calls) {
            const auto asked = block(evm::readQuantity(call.params[0]).value());
            const auto seconds = quint64(asked.time.time_since_epoch().count());
            answers.append(Json {{"number", call.params[0]},
                                 {"hash", toHex(asked.hash).toStdString()},
                                 {"timestamp", evm::quantity(seconds).toStdString()}});
        }
        // A search that has lost its way does not come to an end by itself.
        return ++m_rounds < 100
            ? ready<QList<Result<Json>>>(answers)
            : failed<QList<Result<Json>>>({Error::Kind::Network, "late", {}, {}});
    }

private:
    quint64 m_late;
    int m_rounds = 0;
};

} // namespace

class tst_Searches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void findTheLastBlockBeforeATime();
    void takeFewRounds();
    void spreadInsideOfAnyGap_data();
    void spreadInsideOfAnyGap();
    void findBlocksOfAnyNumber_data();
    void findBlocksOfAnyNumber();
    void stopWhereNoBlockIsOldEnough();
    void stopAtAMalformedBlock();
    void findTheFirstBlockOfAUse();
    void findNoUseEarlierThanTheStateIsKnown();
    void startAtTheUseWhereRangesAreSmall();
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

void tst_Searches::spreadInsideOfAnyGap_data()
{
    QTest::addColumn<quint64>("older");
    QTest::addColumn<quint64>("younger");
    QTest::addColumn<int>("count");
    const auto row = [](const char *name, quint64 older, quint64 younger, int count) {
        QTest::newRow(name) << older << younger << count;
    };
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    row("no gap", 0, 0, 0);
    row("neighbours", 5, 6, 0);
    row("one inside", 5, 7, 1);
    row("eight inside", 5, 14, 8);
    row("nine inside", 5, 15, 8);
    row("all there are", 0, most, 8);
    row("the upper half", most / 2, most, 8);
    row("the last ones", most - 3, most, 2);
}

void tst_Searches::spreadInsideOfAnyGap()
{
    QFETCH(quint64, older);
    QFETCH(quint64, younger);
    const auto numbers = evm::spread({older, younger});
    QTEST(int(numbers.size()), "count");
    quint64 last = older;
    for (const quint64 number : numbers) {
        QVERIFY(number > last && number < younger);
        last = number;
    }
}

void tst_Searches::findBlocksOfAnyNumber_data()
{
    QTest::addColumn<quint64>("late");
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    for (const quint64 late : {quint64(1), quint64(1) << 32, most / 2, most - 3, most})
        QTest::addRow("%llu", late) << late;
}

void tst_Searches::findBlocksOfAnyNumber()
{
    QFETCH(quint64, late);
    EndlessRpc rpc(late);
    const evm::Server asked {&rpc, url, this};
    const auto head = rpc.block(std::numeric_limits<quint64>::max());
    const auto found = evm::lastBlockBefore(asked, start + 5s, head).result();
    QVERIFY(found);
    QCOMPARE(*found, late - 1);
}

void tst_Searches::stopWhereNoBlockIsOldEnough()
{
    server().chain = FakeBlocks::create(start, 2s, 1);
    QCOMPARE(blockBefore(start), quint64(0));
    QCOMPARE(server().asked["eth_getBlockByNumber"], 0);
}

void tst_Searches::findTheFirstBlockOfAUse()
{
    const evm::Server asked {&m_rpc, url, this};
    for (const quint64 at : {1, 2, 4'999, 5'000, 9'998, 9'999}) {
        server().chain.spent = {{evm::Event::Kind::Used, authorization(), at, QByteArray(32, 't')}};
        QCOMPARE(evm::firstBlockOfUse(asked, authorization(), 9'999).result().value(), at);
    }
    QVERIFY(server().asked["eth_call"] <= 6 * 8 * 6);
    QCOMPARE(evm::firstBlockOfUse(asked, authorization(), 0).result().value(), quint64(0));
}

void tst_Searches::findNoUseEarlierThanTheStateIsKnown()
{
    const evm::Server asked {&m_rpc, url, this};
    server().chain.spent = {{evm::Event::Kind::Used, authorization(), 7, QByteArray(32, 't')}};
    server().forgetsState = true;
    QCOMPARE(evm::firstBlockOfUse(asked, authorization(), 9'999).result().value(), quint64(9'999));
}

void tst_Searches::startAtTheUseWhereRangesAreSmall()
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
