// SPDX-License-Identifier: MIT
#include "tests/money/samples.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::money::samples;
using namespace Qt::StringLiterals;

namespace {

Uint256 number(const QString &decimal)
{
    return Uint256::parse(decimal).value();
}

} // namespace

/// What is asked of it.
class tst_Registry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsOnlyWhatItKnows();
    void ownsOneTokenOfASymbol();
    void displaysTokensAndCoins();
    void displaysWhatItDoesNotKnow();
    void countsDollars_data();
    void countsDollars();
    void knowsNoWorthByItself();
    void namesThePageOfATransaction();
};

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

QTEST_GUILESS_MAIN(tst_Registry)
#include "tst_registry.moc"
