// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/chains/evm/answers.h"
#include "core/chains/evm/blocksearch.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/gap.h"
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

/// Finding a block by its time.
class tst_BlockSearch : public QObject
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

private:
    quint64 blockBefore(Time end);

    fakes::FakeServer &server() { return m_rpc.servers[url]; }

    fakes::FakeRpc m_rpc;
};

void tst_BlockSearch::init()
{
    m_rpc.servers.clear();
    server().chain = FakeBlocks::create(start, 2s, 10'000);
}

quint64 tst_BlockSearch::blockBefore(Time end)
{
    const evm::Server asked {&m_rpc, url, this};
    const auto &chain = server().chain;
    return evm::lastBlockBefore(asked, end, chain.block(chain.newest())).result().value();
}

void tst_BlockSearch::findTheLastBlockBeforeATime()
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

void tst_BlockSearch::takeFewRounds()
{
    QCOMPARE(blockBefore(start + 5s), quint64(2));
    QVERIFY(server().asked["eth_getBlockByNumber"] <= 8 * 6);
}

void tst_BlockSearch::spreadInsideOfAnyGap_data()
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

void tst_BlockSearch::spreadInsideOfAnyGap()
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

void tst_BlockSearch::findBlocksOfAnyNumber_data()
{
    QTest::addColumn<quint64>("late");
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    for (const quint64 late : {quint64(1), quint64(1) << 32, most / 2, most - 3, most})
        QTest::addRow("%llu", late) << late;
}

void tst_BlockSearch::findBlocksOfAnyNumber()
{
    QFETCH(quint64, late);
    EndlessRpc rpc(late);
    const evm::Server asked {&rpc, url, this};
    const auto head = rpc.block(std::numeric_limits<quint64>::max());
    const auto found = evm::lastBlockBefore(asked, start + 5s, head).result();
    QVERIFY(found);
    QCOMPARE(*found, late - 1);
}

void tst_BlockSearch::stopWhereNoBlockIsOldEnough()
{
    server().chain = FakeBlocks::create(start, 2s, 1);
    QCOMPARE(blockBefore(start), quint64(0));
    QCOMPARE(server().asked["eth_getBlockByNumber"], 0);
}

void tst_BlockSearch::stopAtAMalformedBlock()
{
    server().says["eth_getBlockByNumber"] = Json();
    const evm::Server asked {&m_rpc, url, this};
    const auto &chain = server().chain;
    const auto found =
        evm::lastBlockBefore(asked, start + 5s, chain.block(chain.newest())).result();
    QVERIFY(!found);
    QCOMPARE(found.error().code, "rpc.malformed");
}

QTEST_GUILESS_MAIN(tst_BlockSearch)
#include "tst_blocksearch.moc"
