// SPDX-License-Identifier: MIT
#include "core/chains/evm/evmchain.h"
#include "core/money/registry.h"
#include "tests/fakes/fakerpc.h"

#include <QTest>

using namespace tuppence;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const NetworkId celo {"eip155", "42220"};
const NetworkId base {"eip155", "8453"};
const QByteArray owner = "0x1a642f0E3c3aF545E7AcBD38b07251B3990914F1";
const Time start {1'700'000'000s};
const QUrl first(u"https://first.example"_s);
const QUrl second(u"https://second.example"_s);

class StoppedClock final : public Clock
{
public:
    [[nodiscard]] Time now() const override { return start + 100s; }
};

} // namespace

class tst_Balances : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void areThoseOfTheChain_data();
    void areThoseOfTheChain();
    void areAskedInOneCallWhereThatIsPossible();
    void areAskedInOneRequestWhereThereIsOneToken();
    void keepTheOrderAsked();
    void includeTheCoin();
    void areNothingOfNothing();
    void bringTheNewestBlocksTimeInNoRequestOfItsOwn();
    void comeFromTheNextServerWhereOneFails_data();
    void comeFromTheNextServerWhereOneFails();
    void giveTheLastErrorWhereAllFail();
    void refuse_data();
    void refuse();
    void clockIsComparedWithTheNewestBlock();
    void clockIsComparedWithNoServerOfAnotherChain();

private:
    Result<QList<Uint256>> ask(const QList<AssetId> &assets, const QByteArray &of = owner);
    QList<AssetId> tokens() const;

    std::optional<money::Registry> m_registry;
    StoppedClock m_clock;
    fakes::FakeRpc m_rpc;
    QList<QUrl> m_urls;
    std::unique_ptr<evm::EvmChain> m_chain;
};

void tst_Balances::init()
{
    m_registry = money::Registry::builtIn().value();
    m_urls = {first, second};
    m_rpc.servers.clear();
    m_rpc.beforeBatch = nullptr; // it may refer to what the last test had
    m_chain = std::make_unique<evm::EvmChain>(
        *m_registry, m_rpc, [this](const NetworkId &) { return m_urls; }, m_clock);
    for (const QUrl &url : m_urls) {
        auto &server = m_rpc.servers[url];
        server.chain = fakes::FakeBlocks::create(start, 2s, 30);
        server.chainId = 42220;
        quint64 units = 100;
        for (const AssetId &token : tokens())
            server.chain.holdings[evm::Address::parse(token.reference).value()] = units++;
    }
}

QList<AssetId> tst_Balances::tokens() const
{
    QList<AssetId> ids;
    for (const auto &asset : m_registry->assetsOf(celo))
        ids.append(asset.id);
    return ids;
}

Result<QList<Uint256>> tst_Balances::ask(const QList<AssetId> &assets, const QByteArray &of)
{
    const auto held = m_chain->balances(of, assets).result();
    return held.map([](const Balances &balances) { return balances.units; });
}

void tst_Balances::areThoseOfTheChain_data()
{
    QTest::addColumn<bool>("multicall");
    QTest::newRow("with Multicall3") << true;
    QTest::newRow("without") << false;
}

void tst_Balances::areThoseOfTheChain()
{
    QFETCH(bool, multicall);
    m_rpc.servers[first].chain.hasMulticall = multicall;
    QCOMPARE(ask(tokens()).value(), (QList<Uint256> {100, 101, 102}));
    QCOMPARE(m_rpc.servers[first].asked["eth_call"], multicall ? 1 : 3);
    QVERIFY(m_rpc.servers[second].asked.isEmpty());
}

void tst_Balances::areAskedInOneCallWhereThatIsPossible()
{
    QVERIFY(ask(tokens()));
    QCOMPARE(m_rpc.servers[first].asked["eth_call"], 1);
}

void tst_Balances::areAskedInOneRequestWhereThereIsOneToken()
{
    int batches = 0;
    m_rpc.beforeBatch = [&](int) { ++batches; };
    const auto held = m_chain->balances(owner, {tokens().at(1)}).result();
    QCOMPARE(held->units, QList<Uint256> {101});
    QCOMPARE(held->newestBlock.value(), start + 58s);
    QCOMPARE(batches, 1);
}

void tst_Balances::keepTheOrderAsked()
{
    auto backwards = tokens();
    std::reverse(backwards.begin(), backwards.end());
    QCOMPARE(ask(backwards).value(), (QList<Uint256> {102, 101, 100}));
}

void tst_Balances::includeTheCoin()
{
    const auto usdc = m_registry->assetsOf(base).front().id;
    const AssetId ether = m_registry->network(base)->coin->id;
    auto &server = m_rpc.servers[first];
    server.chainId = 8453;
    server.chain.holdings[evm::Address::parse(usdc.reference).value()] = 7;
    server.chain.coins[evm::Address::parse(owner).value()] = 1'000'000'000'000;
    QCOMPARE(ask({ether, usdc, ether}).value(),
             (QList<Uint256> {1'000'000'000'000, 7, 1'000'000'000'000}));
    QCOMPARE(ask({ether}).value(), (QList<Uint256> {1'000'000'000'000}));
}

void tst_Balances::areNothingOfNothing()
{
    QCOMPARE(ask({}).value(), QList<Uint256> {});
    QVERIFY(m_rpc.servers[first].asked.isEmpty());
    QVERIFY(!m_chain->balances(owner, {}).result()->newestBlock);
}

void tst_Balances::bringTheNewestBlocksTimeInNoRequestOfItsOwn()
{
    int batches = 0;
    m_rpc.beforeBatch = [&](int) { ++batches; };
    const auto held = m_chain->balances(owner, tokens()).result();
    QCOMPARE(held->newestBlock.value(), start + 58s);
    QCOMPARE(batches, 2);
    m_rpc.servers[first].chain.mine(2s, 50);
    QCOMPARE(m_chain->balances(owner, tokens()).result()->newestBlock.value(), start + 158s);
}

void tst_Balances::comeFromTheNextServerWhereOneFails_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("down") << QByteArray() << QByteArray();
    QTest::newRow("another chain") << "eth_chainId"_ba
                                   << R"("0x1")"_ba;
    QTest::newRow("no chain") << "eth_chainId"_ba
                              << "null"_ba;
    QTest::newRow("code is null") << "eth_getCode"_ba
                                  << "null"_ba;
    QTest::newRow("coin is null") << "eth_getBalance"_ba
                                  << "null"_ba;
    QTest::newRow("block is null") << "eth_getBlockByNumber"_ba
                                   << "null"_ba;
    QTest::newRow("block of the year 10000") << "eth_getBlockByNumber"_ba
                                             << R"({"number": "0x1", "hash": "0x)"
            + QByteArray(64, '1') + R"(", "timestamp": "0x3afff44180"})";
    QTest::newRow("empty answer") << "eth_call"_ba
                                  << R"("0x")"_ba;
    QTest::newRow("a list that never ends")
        << "eth_call"_ba
        << "\"0x" + QByteArray(63, '0') + "2" + QByteArray("0") + QByteArray(64, 'f') + "\"";
}

void tst_Balances::comeFromTheNextServerWhereOneFails()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, answer);
    if (method.isEmpty())
        m_rpc.servers[first].isDown = true;
    else
        m_rpc.servers[first].says[method] = parseJson(answer).value();
    QCOMPARE(ask(tokens()).value(), (QList<Uint256> {100, 101, 102}));
    QCOMPARE(m_rpc.servers[second].asked["eth_call"], 1);
    QCOMPARE(ask({tokens().at(2)}).value(), QList<Uint256> {102});
    const bool isOneTokensToo = method != "eth_getCode";
    QCOMPARE(m_rpc.servers[second].asked["eth_call"], isOneTokensToo ? 2 : 1);
}

void tst_Balances::giveTheLastErrorWhereAllFail()
{
    m_rpc.servers[first].isDown = true;
    m_rpc.servers[second].chainId = 5;
    const auto none = ask(tokens());
    QVERIFY(!none);
    QCOMPARE(none.error().kind, Error::Kind::Network);
    QCOMPARE(none.error().code, "rpc.wrong_chain");
    m_rpc.servers[second].chainId = 42220;
    m_rpc.servers[second].chain.holdings.clear();
    QCOMPARE(ask(tokens()).error().code, "rpc.malformed");
}

void tst_Balances::refuse_data()
{
    QTest::addColumn<QByteArray>("of");
    QTest::addColumn<QByteArrayList>("assets");
    QTest::addColumn<bool>("servers");
    QTest::addColumn<QByteArray>("code");
    const QByteArray known = "eip155:42220/erc20:0xcebA9300f2b948710d2653dD7B07f33A8B32118C";
    QTest::newRow("no address") << "0x1"_ba << QByteArrayList {known} << true
                                << "address.malformed"_ba;
    QTest::newRow("unknown token") << owner << QByteArrayList {"eip155:42220/erc20:" + owner}
                                   << true << "chain.unknown_asset"_ba;
    QTest::newRow("unknown coin") << owner << QByteArrayList {"eip155:42220/slip44:1"} << true
                                  << "chain.unknown_asset"_ba;
    QTest::newRow("unknown network")
        << owner << QByteArrayList {"eip155:5/slip44:1"} << true << "chain.unknown_asset"_ba;
    QTest::newRow("two networks") << owner << QByteArrayList {known, "eip155:8453/slip44:60"}
                                  << true << "chain.unknown_asset"_ba;
    QTest::newRow("no server") << owner << QByteArrayList {known} << false << "rpc.none"_ba;
}

void tst_Balances::refuse()
{
    QFETCH(QByteArray, of);
    QFETCH(QByteArrayList, assets);
    QFETCH(bool, servers);
    if (!servers)
        m_urls.clear();
    QList<AssetId> ids;
    for (const QByteArray &asset : assets)
        ids.append(AssetId::parse(asset).value());
    const auto none = ask(ids, of);
    QVERIFY(!none);
    QTEST(none.error().code, "code");
    QVERIFY(m_rpc.servers[first].asked.isEmpty());
}

void tst_Balances::clockIsComparedWithTheNewestBlock()
{
    QCOMPARE(m_chain->clockSkew(celo).result().value(), -42s);
    m_rpc.servers[first].chain.mine(2s, 50);
    QCOMPARE(m_chain->clockSkew(celo).result().value(), 58s);
}

void tst_Balances::clockIsComparedWithNoServerOfAnotherChain()
{
    m_urls = {first};
    m_rpc.servers[first].chainId = 1;
    QCOMPARE(m_chain->clockSkew(celo).result().error().code, "rpc.wrong_chain");
    m_rpc.servers[first].chainId = 42220;
    m_rpc.servers[first].says["eth_getBlockByNumber"] = Json();
    QCOMPARE(m_chain->clockSkew(celo).result().error().code, "rpc.malformed");
    m_urls.clear();
    QCOMPARE(m_chain->clockSkew(celo).result().error().code, "rpc.none");
    QCOMPARE(m_chain->clockSkew({"eip155", "5"}).result().error().code, "chain.unknown_network");
}

QTEST_GUILESS_MAIN(tst_Balances)
#include "tst_balances.moc"
