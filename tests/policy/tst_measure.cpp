// SPDX-License-Identifier: MIT
#include "core/policy/measure.h"
#include "tests/policy/samples.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::policy;
using namespace Qt::StringLiterals;
using tests::registry;
using tests::usdc;

class tst_Measure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void refuses_data();
    void refuses();
    void countsDollarsOfEveryNetwork();
    void countsASymbolAndNothingElse();
    void countsOneAsset();
    void roundsUp();
    void countsTheImmeasurableAsMost();
    void countsTokensOfTheOwnerByTheirIdAlone();
};

void tst_Measure::readsWhatItWrites_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const QString base = QString::fromLatin1(usdc().toString());
    QTest::newRow("cents") << u"0.1"_s << u"$0.10"_s;
    QTest::newRow("dollars") << u"5"_s << u"$5.00"_s;
    QTest::newRow("less than a cent") << u"0.001"_s << u"$0.001"_s;
    QTest::newRow("symbol") << u"0.1 USDC"_s << u"0.1 USDC"_s;
    QTest::newRow("asset") << u"0.1 "_s + base << u"0.1 USDC on Base"_s;
}

void tst_Measure::readsWhatItWrites()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    const auto cap = parseCap(text, registry()).value();
    QCOMPARE(display(cap, registry()), shown);
    QCOMPARE(spelled(cap, registry()), text);
}

void tst_Measure::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("code");
    const QByteArray amount("limits.amount");
    QTest::newRow("nothing") << u""_s << amount;
    QTest::newRow("negative") << u"-1"_s << amount;
    QTest::newRow("exponent") << u"1e3"_s << amount;
    QTest::newRow("dollar sign") << u"$1"_s << amount;
    QTest::newRow("comma") << u"0,10"_s << amount;
    QTest::newRow("too many places")
        << u"0.0000001 "_s + QString::fromLatin1(usdc().toString()) << amount;
    QTest::newRow("too many places of a dollar") << u"0.0000000000000000001"_s << amount;
    QTest::newRow("unknown symbol") << u"1 DOGE"_s << QByteArray("limits.unknown_symbol");
    QTest::newRow("lower case") << u"1 usdc"_s << QByteArray("limits.unknown_symbol");
    QTest::newRow("unknown asset")
        << u"1 eip155:8453/erc20:0x0000000000000000000000000000000000000001"_s
        << QByteArray("limits.unknown_asset");
}

void tst_Measure::refuses()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, code);
    QCOMPARE(parseCap(text, registry()).error().code, code);
}

void tst_Measure::countsDollarsOfEveryNetwork()
{
    const auto cap = parseCap(u"0.10"_s, registry()).value();
    for (const char *network : {"eip155:8453", "eip155:1"})
        QCOMPARE(measured({usdc(network), 100'000}, cap.measure, registry()), cap.units);
    const AssetId coin = registry().network(usdc().network)->coin->id;
    QVERIFY(!measured({coin, 1}, cap.measure, registry()));
}

void tst_Measure::countsASymbolAndNothingElse()
{
    const auto cap = parseCap(u"0.10 USDC"_s, registry()).value();
    QCOMPARE(measured({usdc("eip155:1"), 100'000}, cap.measure, registry()), cap.units);
    for (const money::Asset &asset : registry().assets()) {
        if (asset.symbol != u"USDC"_s)
            QVERIFY(!measured({asset.id, 1}, cap.measure, registry()));
    }
}

void tst_Measure::countsOneAsset()
{
    const auto cap =
        parseCap(u"0.10 "_s + QString::fromLatin1(usdc().toString()), registry()).value();
    QCOMPARE(cap.units, Uint256(100'000));
    QCOMPARE(measured({usdc(), 7}, cap.measure, registry()), Uint256(7));
    QVERIFY(!measured({usdc("eip155:1"), 7}, cap.measure, registry()));
}

void tst_Measure::roundsUp()
{
    // 20 places: half a unit of 10^-18 counts as one.
    const auto fine = money::Registry::parse(
        R"({"networks": [{"id": "eip155:8453", "name": "Base", "finalDepth": 1}]})",
        R"({"assets": [{"id": "eip155:8453/erc20:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",
            "symbol": "FINE", "name": "Fine", "version": "1", "decimals": 20, "worth": "usd",
            "method": "eip3009", "domainSeparator":
            "0x02fa7265e7c5d81118673727957699e4d68f74cd74b7db77da710fe8a2c7834f"}]})");
    QVERIFY(fine);
    QCOMPARE(measured({usdc(), 50}, deal::Dollars {}, *fine), Uint256(1));
}

void tst_Measure::countsTheImmeasurableAsMost()
{
    QCOMPARE(measured({usdc(), Uint256::max()}, deal::Dollars {}, registry()), Uint256::max());
}

/// Adding a token changes nothing about what a limit lets through that was there before.
void tst_Measure::countsTokensOfTheOwnerByTheirIdAlone()
{
    auto own = money::Registry::builtIn().value();
    money::Asset token;
    token.id = {{"eip155", "1329"}, "erc20", "0x0000000000000000000000000000000000000001"};
    token.symbol = u"USDX"_s;
    token.name = u"Play"_s;
    token.version = u"1"_s;
    token.decimals = 6;
    QVERIFY(own.addOwn(token));
    const AssetAmount amount {token.id, 7};
    QVERIFY(!measured(amount, deal::Symbol {u"USDX"_s}, own));
    QVERIFY(!measured(amount, deal::Dollars {}, own));
    QCOMPARE(parseCap(u"0.10 USDX"_s, own).error().code, QByteArray("limits.unknown_symbol"));
    const auto cap = parseCap(u"0.10 "_s + QString::fromLatin1(token.id.toString()), own);
    QVERIFY(cap);
    QCOMPARE(cap->units, Uint256(100'000));
    QCOMPARE(measured(amount, cap->measure, own), Uint256(7));
}

QTEST_GUILESS_MAIN(tst_Measure)
#include "tst_measure.moc"
