// SPDX-License-Identifier: MIT
#include "core/money/read.h"
#include "tests/money/samples.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::money::samples;
using namespace Qt::StringLiterals;

/// The registry as texts, the program's and the owner's.
class tst_RegistryFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryMember();
    void readsTheLeast();
    void keepsTheOrderOfTheFile();
    void refusesNetworks_data();
    void refusesNetworks();
    void refusesAssets_data();
    void refusesAssets();
    void writesTokensAsItReadsThem();
};

void tst_RegistryFiles::readsEveryMember()
{
    const auto registry = registryWith(oneAsset);
    const auto *network = registry.network(base);
    QVERIFY(network);
    QCOMPARE(network->name, u"Base"_s);
    QCOMPARE(network->chainId, quint64(8453));
    QCOMPARE(network->test, false);
    QCOMPARE(network->finalDepth, 7);
    QCOMPARE(network->steadyBlocks, true);
    QCOMPARE(network->l1Fee, true);
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

void tst_RegistryFiles::readsTheLeast()
{
    const auto registry = money::Registry::parse(
        R"({"networks": [{"id": "eip155:8453", "name": "Base", "finalDepth": 1, "test": true}]})",
        list({entryOf(token, "X", R"("decimals": 0)")}));
    QVERIFY(registry);
    const auto *network = registry->network(base);
    QVERIFY(network->test);
    QVERIFY(!network->steadyBlocks);
    QVERIFY(!network->l1Fee);
    QVERIFY(network->publicRpc.isEmpty());
    QVERIFY(!network->coin);
    QVERIFY(!network->pageOf("0x00"));
    QCOMPARE(registry->asset(usdc)->worth, money::Worth::Unknown);
}

void tst_RegistryFiles::keepsTheOrderOfTheFile()
{
    const auto registry = registryWith(list({entryOf(otherToken, "ZZZ", R"("decimals": 2)"),
                                             entryOf(token, "AAA", R"("decimals": 2)")}));
    const auto assets = registry.assetsOf(base);
    QCOMPARE(assets.size(), 2);
    QCOMPARE(assets.at(0).symbol, u"ZZZ"_s);
    QCOMPARE(assets.at(1).symbol, u"AAA"_s);
}

void tst_RegistryFiles::refusesNetworks_data()
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
    row("a fee is a number", start + R"(, "l1Fee": 2})", u"l1Fee"_s);
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

void tst_RegistryFiles::refusesNetworks()
{
    QFETCH(QByteArray, entries);
    QFETCH(QString, wrongMember);
    const auto registry = money::Registry::parse("{\"networks\": [" + entries + "]}", list({}));
    QVERIFY(!registry);
    QCOMPARE(registry.error().kind, Error::Kind::Malformed);
    QCOMPARE(registry.error().code, "money.registry");
    QCOMPARE(registry.error().data[u"member"_s].toString(), wrongMember);
}

void tst_RegistryFiles::refusesAssets_data()
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

void tst_RegistryFiles::refusesAssets()
{
    QFETCH(QByteArray, text);
    const auto registry = money::Registry::parse(oneNetwork, text);
    QVERIFY(!registry);
    QTEST(registry.error().code, "code");
    QCOMPARE(registry.error().kind, Error::Kind::Malformed);
}

void tst_RegistryFiles::writesTokensAsItReadsThem()
{
    for (money::Asset asset : money::Registry::builtIn()->assets()) {
        QCOMPARE(money::readAsset(money::toJson(asset)).value(), asset);
        asset.method = money::TransferMethod::Permit2;
        asset.worth = money::Worth::Unknown;
        QCOMPARE(money::readAsset(money::toJson(asset)).value(), asset);
    }
}

QTEST_GUILESS_MAIN(tst_RegistryFiles)
#include "tst_registryfiles.moc"
