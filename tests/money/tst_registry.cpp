// SPDX-License-Identifier: MIT
#include "core/money/read.h"
#include "core/money/registry.h"

#include <QTest>
#include <QThread>

#include <atomic>

using namespace tuppence;
using namespace Qt::StringLiterals;

namespace {

const QByteArray oneNetwork = R"({"networks": [{
    "id": "eip155:8453", "name": "Base", "finalDepth": 7, "steadyBlocks": true,
    "publicRpc": [{"url": "https://rpc.example/v1", "operator": "Example"}],
    "transactionPage": "https://pages.example/tx/%1",
    "coin": {"slip44": 60, "symbol": "ETH", "decimals": 18}}]})";

const QByteArray token = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
const QByteArray otherToken = "0x036CbD53842c5426634e7929541eC2318f3dCF7e";

QByteArray entryOf(const QByteArray &address, const QByteArray &symbol, const QByteArray &more)
{
    return R"({"id": "eip155:8453/erc20:)" + address + R"(", "symbol": ")" + symbol
        + R"(", "name": "USD Coin", "version": "2", "method": "eip3009", "domainSeparator": "0x)"
        + QByteArray(64, 'a') + "\", " + more + "}";
}

QByteArray list(const QByteArrayList &entries)
{
    return "{\"assets\": [" + entries.join(',') + "]}";
}

const QByteArray oneAsset = list({entryOf(token, "USDC", R"("decimals": 6, "worth": "usd")")});

const NetworkId base {"eip155", "8453"};
const AssetId usdc {base, "erc20", token};

money::Registry registryWith(const QByteArray &assets)
{
    return money::Registry::parse(oneNetwork, assets).value();
}

const NetworkId home {"eip155", "31337"};
const AssetId play {home, "erc20", otherToken};

money::Network ownNetwork()
{
    money::Network network;
    network.id = home;
    network.name = u"Home"_s;
    network.chainId = 31337;
    network.finalDepth = 1;
    return network;
}

/// Of another network, so that its symbol may be one of the program's.
money::Asset ownToken()
{
    money::Asset asset;
    asset.id = play;
    asset.symbol = u"USDC"_s;
    asset.name = u"Play"_s;
    asset.version = u"1"_s;
    asset.decimals = 3;
    asset.domainSeparator = QByteArray(32, 's');
    return asset;
}

money::Asset numbered(int number)
{
    money::Asset asset = ownToken();
    asset.id.reference = "0x" + QByteArray::number(number, 16).rightJustified(40, '0');
    asset.symbol = u"PLAY%1"_s.arg(number);
    return asset;
}

/// Added one after the other, and taken away from the second one on: no gap behind that.
bool isWhole(const QList<money::Asset> &assets)
{
    for (qsizetype i = 2; i < assets.size(); ++i) {
        if (assets.at(i).id.reference.toInt(nullptr, 16)
            != assets.at(i - 1).id.reference.toInt(nullptr, 16) + 1)
            return false;
    }
    return true;
}

QByteArray codeOf(const Result<Done> &done)
{
    return done ? QByteArray("none") : done.error().code;
}

Uint256 number(const QString &decimal)
{
    return Uint256::parse(decimal).value();
}

} // namespace

class tst_Registry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryMember();
    void readsTheLeast();
    void findsOnlyWhatItKnows();
    void ownsOneTokenOfASymbol();
    void keepsTheOrderOfTheFile();
    void refusesNetworks_data();
    void refusesNetworks();
    void refusesAssets_data();
    void refusesAssets();
    void displaysTokensAndCoins();
    void displaysWhatItDoesNotKnow();
    void countsDollars_data();
    void countsDollars();
    void knowsNoWorthByItself();
    void namesThePageOfATransaction();
    void addsWhatTheOwnerHas();
    void takesAwayOnlyWhatTheOwnerAdded();
    void refusesOwnNetworks_data();
    void refusesOwnNetworks();
    void refusesOwnTokens_data();
    void refusesOwnTokens();
    void writesTokensAsItReadsThem();
    void staysReadableWhileItChanges();
};

void tst_Registry::readsEveryMember()
{
    const auto registry = registryWith(oneAsset);
    const auto *network = registry.network(base);
    QVERIFY(network);
    QCOMPARE(network->name, u"Base"_s);
    QCOMPARE(network->chainId, quint64(8453));
    QCOMPARE(network->test, false);
    QCOMPARE(network->finalDepth, 7);
    QCOMPARE(network->steadyBlocks, true);
    QCOMPARE(network->publicRpc.size(), 1);
    QCOMPARE(network->publicRpc.front().url, QUrl(u"https://rpc.example/v1"_s));
    QCOMPARE(network->publicRpc.front().operatorName, u"Example"_s);
    QVERIFY(network->coin);
    QCOMPARE(network->coin->id.toString(), "eip155:8453/slip44:60");
    QCOMPARE(network->coin->decimals, 18);
    const auto *asset = registry.asset(usdc);
    QVERIFY(asset);
    QCOMPARE(asset->symbol, u"USDC"_s);
    QCOMPARE(asset->name, u"USD Coin"_s);
    QCOMPARE(asset->version, u"2"_s);
    QCOMPARE(asset->decimals, 6);
    QCOMPARE(asset->worth, money::Worth::Dollar);
    QCOMPARE(asset->method, money::TransferMethod::Eip3009);
    QCOMPARE(asset->domainSeparator, QByteArray(32, '\xaa'));
}

void tst_Registry::readsTheLeast()
{
    const auto registry = money::Registry::parse(
        R"({"networks": [{"id": "eip155:8453", "name": "Base", "finalDepth": 1, "test": true}]})",
        list({entryOf(token, "X", R"("decimals": 0)")}));
    QVERIFY(registry);
    const auto *network = registry->network(base);
    QVERIFY(network->test);
    QVERIFY(!network->steadyBlocks);
    QVERIFY(network->publicRpc.isEmpty());
    QVERIFY(!network->coin);
    QVERIFY(!network->pageOf("0x00"));
    QCOMPARE(registry->asset(usdc)->worth, money::Worth::Unknown);
}

void tst_Registry::findsOnlyWhatItKnows()
{
    const auto registry = registryWith(oneAsset);
    QVERIFY(!registry.network({"eip155", "1"}));
    QVERIFY(!registry.asset({base, "erc20", otherToken}));
    QVERIFY(!registry.asset({base, "slip44", "60"}));
    QVERIFY(!registry.asset({{"eip155", "1"}, "erc20", token}));
    QVERIFY(registry.assetsOf({"eip155", "1"}).isEmpty());
}

void tst_Registry::ownsOneTokenOfASymbol()
{
    const auto registry = registryWith(oneAsset);
    QCOMPARE(registry.ownedBySymbol(base, u"USDC"_s)->id, usdc);
    QVERIFY(!registry.ownedBySymbol(base, u"usdc"_s));
    QVERIFY(!registry.ownedBySymbol({"eip155", "1"}, u"USDC"_s));
}

void tst_Registry::keepsTheOrderOfTheFile()
{
    const auto registry = registryWith(list({entryOf(otherToken, "ZZZ", R"("decimals": 2)"),
                                             entryOf(token, "AAA", R"("decimals": 2)")}));
    const auto assets = registry.assetsOf(base);
    QCOMPARE(assets.size(), 2);
    QCOMPARE(assets.at(0).symbol, u"ZZZ"_s);
    QCOMPARE(assets.at(1).symbol, u"AAA"_s);
}

void tst_Registry::refusesNetworks_data()
{
    QTest::addColumn<QByteArray>("entries");
    QTest::addColumn<QString>("wrongMember");
    const auto row = [](const char *name, const QByteArray &entries, const QString &wrongMember) {
        QTest::newRow(name) << entries << wrongMember;
    };
    const QByteArray start = R"({"id": "eip155:5", "name": "N", "finalDepth": 1)";
    row("no object", "7", u"id"_s);
    row("no id", R"({"name": "N", "finalDepth": 1})", u"id"_s);
    row("id is no CAIP-2", R"({"id": "eip155", "name": "N", "finalDepth": 1})", u"id"_s);
    row("another family", R"({"id": "solana:5", "name": "N", "finalDepth": 1})", u"id"_s);
    row("a second spelling", R"({"id": "eip155:05", "name": "N", "finalDepth": 1})", u"id"_s);
    row("past 64 bits", R"({"id": "eip155:99999999999999999999", "name": "N", "finalDepth": 1})",
        u"id"_s);
    row("chain 0", R"({"id": "eip155:0", "name": "N", "finalDepth": 1})", u"id"_s);
    row("empty name", R"({"id": "eip155:5", "name": "", "finalDepth": 1})", u"name"_s);
    row("no depth", R"({"id": "eip155:5", "name": "N"})", u"finalDepth"_s);
    row("depth 0", R"({"id": "eip155:5", "name": "N", "finalDepth": 0})", u"finalDepth"_s);
    row("depth is a fraction", R"({"id": "eip155:5", "name": "N", "finalDepth": 1.5})",
        u"finalDepth"_s);
    row("huge depth", R"({"id": "eip155:5", "name": "N", "finalDepth": 4294967297})",
        u"finalDepth"_s);
    row("unknown member", start + R"(, "extra": 1})", u"extra"_s);
    row("test is text", start + R"(, "test": "yes"})", u"test"_s);
    row("steady is a number", start + R"(, "steadyBlocks": 2})", u"steadyBlocks"_s);
    row("four RPC addresses", start + R"(, "publicRpc": [{}, {}, {}, {}]})", u"publicRpc"_s);
    row("plain RPC address",
        start + R"(, "publicRpc": [{"url": "http://a.example", "operator": "A"}]})", u"url"_s);
    row("nameless operator", start + R"(, "publicRpc": [{"url": "https://a.example"}]})",
        u"operator"_s);
    row("page without a place", start + R"(, "transactionPage": "https://a.example/tx"})",
        u"transactionPage"_s);
    row("page with two places", start + R"(, "transactionPage": "https://a.example/%1/%2"})",
        u"transactionPage"_s);
    row("plain page", start + R"(, "transactionPage": "http://a.example/%1"})",
        u"transactionPage"_s);
    row("coin without decimals", start + R"(, "coin": {"slip44": 60, "symbol": "E"}})",
        u"decimals"_s);
    row("twice", start + "}, " + start + "}", u"id"_s);
}

void tst_Registry::refusesNetworks()
{
    QFETCH(QByteArray, entries);
    QFETCH(QString, wrongMember);
    const auto registry = money::Registry::parse("{\"networks\": [" + entries + "]}", list({}));
    QVERIFY(!registry);
    QCOMPARE(registry.error().kind, Error::Kind::Malformed);
    QCOMPARE(registry.error().code, "money.registry");
    QCOMPARE(registry.error().data[u"member"_s].toString(), wrongMember);
}

void tst_Registry::refusesAssets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const QByteArray &text,
                        const QByteArray &code = "money.registry") {
        QTest::newRow(name) << text << code;
    };
    const QByteArray sound = R"("decimals": 6)";
    const QByteArray entry = entryOf(token, "USDC", sound);
    row("no JSON", "{", "json.malformed");
    row("no list", "{}");
    row("a second list", R"({"assets": [], "more": []})");
    row("unknown network", list({QByteArray(entry).replace("8453", "1")}));
    row("no token", list({QByteArray(entry).replace("erc20", "slip44")}));
    row("short address", list({entryOf(token.chopped(2), "USDC", sound)}));
    row("no decimals", list({entryOf(token, "USDC", R"("worth": "usd")")}));
    row("too many decimals", list({entryOf(token, "USDC", R"("decimals": 78)")}));
    row("decimals as text", list({entryOf(token, "USDC", R"("decimals": "6")")}));
    row("negative decimals", list({entryOf(token, "USDC", R"("decimals": -1)")}));
    row("unknown worth", list({entryOf(token, "USDC", sound + R"(, "worth": "eur")")}));
    row("unknown method", list({QByteArray(entry).replace("eip3009", "eip9999")}));
    row("no symbol", list({entryOf(token, "", sound)}));
    row("short separator", list({QByteArray(entry).replace("aaaa\"", "aa\"")}));
    row("twice", list({entry, entry}));
    row("twice in other letters", list({entry, entryOf(token.toLower(), "OTHER", sound)}));
    row("a symbol twice", list({entry, entryOf(otherToken, "USDC", sound)}));
}

void tst_Registry::refusesAssets()
{
    QFETCH(QByteArray, text);
    const auto registry = money::Registry::parse(oneNetwork, text);
    QVERIFY(!registry);
    QTEST(registry.error().code, "code");
    QCOMPARE(registry.error().kind, Error::Kind::Malformed);
}

void tst_Registry::displaysTokensAndCoins()
{
    const auto registry = registryWith(oneAsset);
    QCOMPARE(registry.display({usdc, 10'000}), u"0.01 USDC"_s);
    QCOMPARE(registry.display({usdc, 0}), u"0 USDC"_s);
    QCOMPARE(registry.display({{base, "slip44", "60"}, 1'500'000'000'000'000'000}), u"1.5 ETH"_s);
}

void tst_Registry::displaysWhatItDoesNotKnow()
{
    const auto registry = registryWith(oneAsset);
    QCOMPARE(registry.display({{base, "erc20", otherToken}, 10'000}),
             u"10000 units of 0x036C…CF7e"_s);
    QCOMPARE(registry.display({{base, "slip44", "61"}, 5}), u"5 units of 61"_s);
}

void tst_Registry::countsDollars_data()
{
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("units");
    QTest::addColumn<QString>("dollars");
    QTest::newRow("a cent") << 6 << u"10000"_s << u"10000000000000000"_s;
    QTest::newRow("nothing") << 6 << u"0"_s << u"0"_s;
    QTest::newRow("whole tokens") << 0 << u"3"_s << u"3000000000000000000"_s;
    QTest::newRow("as fine as dollars are counted") << 18 << u"123"_s << u"123"_s;
    QTest::newRow("finer, even") << 20 << u"500"_s << u"5"_s;
    QTest::newRow("finer, rounded up") << 20 << u"501"_s << u"6"_s;
    QTest::newRow("finest") << 77 << u"1"_s << u"1"_s;
}

void tst_Registry::countsDollars()
{
    QFETCH(int, decimals);
    QFETCH(QString, units);
    QFETCH(QString, dollars);
    const auto registry = registryWith(list({entryOf(
        token, "X", "\"worth\": \"usd\", \"decimals\": " + QByteArray::number(decimals))}));
    const auto worth = registry.usd({usdc, number(units)});
    QVERIFY(worth);
    QCOMPARE(worth->toString(), dollars);
}

void tst_Registry::knowsNoWorthByItself()
{
    const auto registry = registryWith(list({entryOf(token, "X", R"("decimals": 6)")}));
    QVERIFY(!registry.usd({usdc, 1}));
    QVERIFY(!registry.usd({{base, "erc20", otherToken}, 1}));
    QVERIFY(!registryWith(oneAsset).usd({usdc, Uint256::max()}));
}

void tst_Registry::namesThePageOfATransaction()
{
    const auto registry = registryWith(oneAsset);
    QCOMPARE(registry.network(base)->pageOf("0xab12"), QUrl(u"https://pages.example/tx/0xab12"_s));
}

void tst_Registry::addsWhatTheOwnerHas()
{
    auto registry = registryWith(oneAsset);
    const auto *before = registry.asset(usdc);
    QVERIFY(registry.addOwn(ownNetwork()));
    QVERIFY(registry.addOwn(ownToken()));
    QCOMPARE(registry.network(home)->name, u"Home"_s);
    QVERIFY(registry.network(home)->own);
    QCOMPARE(registry.networks().last().id, home);
    QVERIFY(registry.asset(play)->own);
    QCOMPARE(registry.assetsOf(home).size(), 1);
    QCOMPARE(registry.assets().size(), 2);
    QCOMPARE(registry.display({play, 1'500}), u"1.5 USDC"_s);
    QVERIFY(!registry.usd({play, 1'500}));
    QCOMPARE(registry.asset(usdc), before);
    QVERIFY(!before->own);
}

void tst_Registry::takesAwayOnlyWhatTheOwnerAdded()
{
    auto registry = registryWith(oneAsset);
    QVERIFY(registry.addOwn(ownNetwork()));
    QVERIFY(registry.addOwn(ownToken()));
    const auto *network = registry.network(home);
    const auto *asset = registry.asset(play);
    QCOMPARE(codeOf(registry.removeOwn(home)), "money.network_in_use");
    QVERIFY(registry.removeOwn(play));
    QVERIFY(registry.removeOwn(home));
    QVERIFY(!registry.network(home));
    QVERIFY(!registry.asset(play));
    // Who read them a moment ago goes on reading.
    QCOMPARE(network->name, u"Home"_s);
    QCOMPARE(asset->symbol, u"USDC"_s);

    QCOMPARE(codeOf(registry.removeOwn(play)), "money.not_own");
    QCOMPARE(codeOf(registry.removeOwn(home)), "money.not_own");
    QCOMPARE(codeOf(registry.removeOwn(base)), "money.not_own");
    QCOMPARE(codeOf(registry.removeOwn(usdc)), "money.not_own");
    QVERIFY(registry.addOwn(ownNetwork()));
    QCOMPARE(registry.networks().size(), 2);
}

void tst_Registry::refusesOwnNetworks_data()
{
    QTest::addColumn<money::Network>("network");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const QByteArray &code, auto change) {
        money::Network network = ownNetwork();
        change(network);
        QTest::newRow(name) << network << code;
    };
    row("of the program", "money.known_network", [](auto &network) { network.id = base; });
    row("named like another", "money.known_name", [](auto &network) { network.name = u"bAsE"_s; });
    row("no name", "money.own_text", [](auto &network) { network.name.clear(); });
    row("a long name", "money.own_text", [](auto &network) { network.name = QString(65, u'x'); });
    row("a hidden character", "money.own_text",
        [](auto &network) { network.name = u"Ho\u200bme"_s; });
    row("a coin nobody can read", "money.own_text", [](auto &network) {
        network.coin = money::Coin {{home, "slip44", "1"}, u"\u202e"_s, 18};
    });
}

void tst_Registry::refusesOwnNetworks()
{
    QFETCH(money::Network, network);
    auto registry = registryWith(oneAsset);
    QTEST(codeOf(registry.mayAdd(network)), "code");
    QTEST(codeOf(registry.addOwn(network)), "code");
    QCOMPARE(registry.networks().size(), 1);
}

void tst_Registry::refusesOwnTokens_data()
{
    QTest::addColumn<money::Asset>("asset");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const QByteArray &code, auto change) {
        money::Asset asset = ownToken();
        change(asset);
        QTest::newRow(name) << asset << code;
    };
    row("of no known network", "money.network_first", [](auto &asset) {
        asset.id.network = {"eip155", "5"};
    });
    row("of the program", "money.known_token", [](auto &asset) {
        asset.id = {base, "erc20", token.toLower()};
    });
    row("a known symbol", "money.known_symbol", [](auto &asset) { asset.id.network = base; });
    row("a known symbol in other letters", "money.known_symbol", [](auto &asset) {
        asset.id.network = base;
        asset.symbol = u"uSdC"_s;
    });
    row("a worth", "money.own_worth", [](auto &asset) { asset.worth = money::Worth::Dollar; });
    row("a Cyrillic letter", "money.own_symbol",
        [](auto &asset) { asset.symbol = u"USD\u0421"_s; });
    row("a wide letter", "money.own_symbol", [](auto &asset) { asset.symbol = u"USD\uff23"_s; });
    row("a space", "money.own_symbol", [](auto &asset) { asset.symbol = u"US DC"_s; });
    row("no symbol", "money.own_text", [](auto &asset) { asset.symbol.clear(); });
    row("a hidden name", "money.own_text", [](auto &asset) { asset.name = u"\u2066Play"_s; });
    row("a long version", "money.own_text", [](auto &asset) { asset.version = QString(65, u'1'); });
}

void tst_Registry::refusesOwnTokens()
{
    QFETCH(money::Asset, asset);
    auto registry = registryWith(oneAsset);
    QVERIFY(registry.addOwn(ownNetwork()));
    QTEST(codeOf(registry.mayAdd(asset)), "code");
    QTEST(codeOf(registry.addOwn(asset)), "code");
    QCOMPARE(registry.assets().size(), 1);
}

void tst_Registry::writesTokensAsItReadsThem()
{
    for (money::Asset asset : money::Registry::builtIn()->assets()) {
        QCOMPARE(money::readAsset(money::toJson(asset)).value(), asset);
        asset.method = money::TransferMethod::Permit2;
        asset.worth = money::Worth::Unknown;
        QCOMPARE(money::readAsset(money::toJson(asset)).value(), asset);
    }
}

/// The ledger's thread judges while the owner adds and removes.
void tst_Registry::staysReadableWhileItChanges()
{
    constexpr int many = 100;
    constexpr int enoughRounds = 1'000;
    auto registry = registryWith(oneAsset);
    QVERIFY(registry.addOwn(ownNetwork()));
    std::atomic<int> rounds = 0;
    std::atomic<int> wrong = 0;
    const std::unique_ptr<QThread> reader(QThread::create([&] {
        while (rounds < enoughRounds) {
            const auto assets = registry.assetsOf(home);
            wrong += registry.usd({usdc, 1}) && isWhole(assets) ? 0 : 1;
            rounds += assets.size() > 2 ? 1 : 0; // it saw a change under way
        }
    }));
    reader->start();
    while (rounds < enoughRounds) {
        for (int i = 0; i < many; ++i)
            QVERIFY(registry.addOwn(numbered(i)));
        for (int i = 1; i < many; ++i)
            QVERIFY(registry.removeOwn(numbered(i).id));
        QVERIFY(registry.removeOwn(numbered(0).id));
    }
    reader->wait();
    QCOMPARE(wrong.load(), 0);
}

QTEST_GUILESS_MAIN(tst_Registry)
#include "tst_registry.moc"
