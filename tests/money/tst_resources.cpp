// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/crypto/eip55.h"
#include "core/crypto/eip712.h"
#include "core/money/registry.h"

#include <QFile>
#include <QTest>

using namespace tuppence;
using namespace Qt::StringLiterals;

/// The networks and tokens that the program carries with it.
class tst_Resources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void knowTheNetworks_data();
    void knowTheNetworks();
    void haveEveryDefaultAsset();
    void haveTheAssetsOfTheReferencePage();
    void haveNoOtherAsset();
    void writeAddressesWithTheirChecksum();
    void haveTheDomainSeparatorsOfTheirNames();
    void payInDollarsByDefault();
    void nameServersOfDifferentHosts();

private:
    Json defaultAssets() const;

    std::optional<money::Registry> m_registry;
    Json m_vectors;
};

void tst_Resources::initTestCase()
{
    auto registry = money::Registry::builtIn();
    QVERIFY2(registry, registry ? "" : registry.error().data[u"entry"_s].toString().toUtf8());
    m_registry = *std::move(registry);
    QFile file(QStringLiteral(TUPPENCE_VECTORS "/default-assets.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_vectors = parseJson(file.readAll()).value();
}

Json tst_Resources::defaultAssets() const
{
    return m_vectors["evm"];
}

void tst_Resources::knowTheNetworks_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<bool>("test");
    QTest::newRow("Base") << "eip155:8453"_ba << false;
    QTest::newRow("Base Sepolia") << "eip155:84532"_ba << true;
    QTest::newRow("Ethereum") << "eip155:1"_ba << false;
    QTest::newRow("Optimism") << "eip155:10"_ba << false;
    QTest::newRow("Arbitrum One") << "eip155:42161"_ba << false;
    QTest::newRow("BNB Smart Chain") << "eip155:56"_ba << false;
    QTest::newRow("Sei") << "eip155:1329"_ba << false;
    QTest::newRow("Polygon") << "eip155:137"_ba << false;
    QTest::newRow("Avalanche") << "eip155:43114"_ba << false;
    QTest::newRow("SKALE Base") << "eip155:1187947933"_ba << false;
    QTest::newRow("Celo Sepolia") << "eip155:11142220"_ba << true;
}

void tst_Resources::knowTheNetworks()
{
    QFETCH(QByteArray, id);
    const auto *network = m_registry->network(NetworkId::parse(id).value());
    QVERIFY(network);
    QCOMPARE(network->name, QString::fromUtf8(QTest::currentDataTag()));
    QTEST(network->test, "test");
}

void tst_Resources::haveEveryDefaultAsset()
{
    QVERIFY(!defaultAssets().empty());
    for (const Json &entry : defaultAssets()) {
        const auto text = [&](const char *key) { return textMember(entry, key).value_or(""_ba); };
        const auto *asset =
            m_registry->asset(AssetId::parse(text("network") + "/erc20:" + text("asset")).value());
        QVERIFY2(asset, text("asset"));
        QCOMPARE(asset->symbol, QString::fromUtf8(text("symbol")));
        QCOMPARE(asset->name, QString::fromUtf8(text("name")));
        QCOMPARE(asset->version, QString::fromUtf8(text("version")));
        QCOMPARE(asset->decimals, entry["decimals"].get<int>());
        QCOMPARE(toHex(asset->domainSeparator), text("domainSeparator"));
        const bool permit2 = text("assetTransferMethod") == "permit2";
        QCOMPARE(asset->method == money::TransferMethod::Permit2, permit2);
    }
}

/// What the reference page's own program pays with beside the default assets (dialects.md 5.1). Its
/// domain separator was read from the contract by somebody else: it follows from the name.
void tst_Resources::haveTheAssetsOfTheReferencePage()
{
    for (const char *network : {"8453", "84532", "1187947933", "56", "1329", "43114", "137"})
        QVERIFY2(m_registry->network({"eip155", network}), network);
    const auto *bridged = m_registry->asset(
        {{"eip155", "1187947933"}, "erc20", "0x85889c8c714505E0c94b30fcfcF64fE3Ac8FCb20"});
    QVERIFY(bridged);
    QCOMPARE(bridged->name, u"Bridged USDC (SKALE Bridge)"_s);
    QCOMPARE(bridged->version, u"2"_s);
    QCOMPARE(bridged->decimals, 6);
    QCOMPARE(bridged->worth, money::Worth::Unknown); // a bridge's word, not the issuer's
}

void tst_Resources::haveNoOtherAsset()
{
    qsizetype count = 0;
    for (const auto &network : m_registry->networks())
        count += m_registry->assetsOf(network.id).size();
    QCOMPARE(count, qsizetype(defaultAssets().size()) + 1);
}

void tst_Resources::writeAddressesWithTheirChecksum()
{
    for (const auto &network : m_registry->networks()) {
        for (const auto &asset : m_registry->assetsOf(network.id)) {
            const auto address = evm::Address::parse(asset.id.reference);
            QVERIFY2(address, asset.id.toString());
            QCOMPARE(asset.id.reference, address->toChecksummed());
        }
    }
}

void tst_Resources::haveTheDomainSeparatorsOfTheirNames()
{
    for (const auto &network : m_registry->networks()) {
        for (const auto &asset : m_registry->assetsOf(network.id)) {
            evm::TypedDomain domain;
            domain.name = asset.name;
            domain.version = asset.version;
            domain.chainId = Uint256(network.chainId);
            domain.verifyingContract = evm::Address::parse(asset.id.reference).value();
            QCOMPARE(toHex(evm::domainSeparator(domain).value()), toHex(asset.domainSeparator));
        }
    }
}

void tst_Resources::payInDollarsByDefault()
{
    for (const auto &network : m_registry->networks()) {
        const auto assets = m_registry->assetsOf(network.id);
        const bool isBridged = network.id == NetworkId {"eip155", "1187947933"};
        if (!assets.isEmpty() && !isBridged)
            QCOMPARE(assets.front().worth, money::Worth::Dollar);
    }
    QCOMPARE(m_registry->assetsOf({"eip155", "42220"}).front().symbol, u"USDC"_s);
}

void tst_Resources::nameServersOfDifferentHosts()
{
    for (const auto &network : m_registry->networks()) {
        QSet<QString> hosts;
        for (const auto &rpc : network.publicRpc)
            hosts.insert(rpc.url.host());
        QCOMPARE(hosts.size(), network.publicRpc.size());
    }
}

QTEST_GUILESS_MAIN(tst_Resources)
#include "tst_resources.moc"
