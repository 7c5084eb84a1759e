// SPDX-License-Identifier: MIT
#include "tests/money/samples.h"

#include <QTest>
#include <QThread>

#include <atomic>

using namespace tuppence;
using namespace tuppence::money::samples;
using namespace Qt::StringLiterals;

namespace {

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

} // namespace

/// What the owner adds.
class tst_RegistryOwn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsWhatTheOwnerHas();
    void takesAwayOnlyWhatTheOwnerAdded();
    void refusesOwnNetworks_data();
    void refusesOwnNetworks();
    void refusesOwnTokens_data();
    void refusesOwnTokens();
    void staysReadableWhileItChanges();
};

void tst_RegistryOwn::addsWhatTheOwnerHas()
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

void tst_RegistryOwn::takesAwayOnlyWhatTheOwnerAdded()
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

void tst_RegistryOwn::refusesOwnNetworks_data()
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

void tst_RegistryOwn::refusesOwnNetworks()
{
    QFETCH(money::Network, network);
    auto registry = registryWith(oneAsset);
    QTEST(codeOf(registry.mayAdd(network)), "code");
    QTEST(codeOf(registry.addOwn(network)), "code");
    QCOMPARE(registry.networks().size(), 1);
}

void tst_RegistryOwn::refusesOwnTokens_data()
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

void tst_RegistryOwn::refusesOwnTokens()
{
    QFETCH(money::Asset, asset);
    auto registry = registryWith(oneAsset);
    QVERIFY(registry.addOwn(ownNetwork()));
    QTEST(codeOf(registry.mayAdd(asset)), "code");
    QTEST(codeOf(registry.addOwn(asset)), "code");
    QCOMPARE(registry.assets().size(), 1);
}

/// The ledger's thread judges while the owner adds and removes.
void tst_RegistryOwn::staysReadableWhileItChanges()
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

QTEST_GUILESS_MAIN(tst_RegistryOwn)
#include "tst_registryown.moc"
