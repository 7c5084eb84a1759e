// SPDX-License-Identifier: MIT
#include "core/base/caip.h"

#include <QTest>

#include <rapidcheck.h>

#include <set>

using namespace tuppence;
using namespace Qt::StringLiterals;

class tst_Caip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsNetworks();
    void readsAccounts();
    void readsAssets();
    void refusesNetworks_data();
    void refusesNetworks();
    void refusesAccountsAndAssets();
    void ordersThem();
    void writesWhatItRead();
};

void tst_Caip::readsNetworks()
{
    const auto base = NetworkId::parse("eip155:8453").value();
    QCOMPARE(base.space, "eip155"_ba);
    QCOMPARE(base.reference, "8453"_ba);
    QVERIFY(NetworkId::parse("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"));
    QVERIFY(NetworkId::parse("abc:a"));
    QVERIFY(NetworkId::parse("abcdefgh:" + QByteArray(32, 'a')));
}

void tst_Caip::readsAccounts()
{
    const auto account =
        AccountId::parse("eip155:1:0xAb16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb").value();
    QCOMPARE(account.network.toString(), "eip155:1"_ba);
    QCOMPARE(account.address, "0xAb16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb"_ba);
}

void tst_Caip::readsAssets()
{
    const auto token =
        AssetId::parse("eip155:8453/erc20:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913").value();
    QCOMPARE(token.network.toString(), "eip155:8453"_ba);
    QCOMPARE(token.space, "erc20"_ba);
    QCOMPARE(token.reference, "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"_ba);
    QCOMPARE(AssetId::parse("eip155:1/slip44:60").value().toString(), "eip155:1/slip44:60"_ba);
}

void tst_Caip::refusesNetworks_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const auto &text :
         {""_ba, ":"_ba, "eip155"_ba, "eip155:"_ba, ":1"_ba, "ab:1"_ba, "EIP155:1"_ba,
          "abcdefghi:1"_ba, "eip155:1\n"_ba, " eip155:1"_ba, "eip155:1:2"_ba, "eip155:1/2"_ba,
          "eip155:\xe9"_ba, QByteArray("eip155:1\0", 9), "eip155:"_ba + QByteArray(33, '1'),
          "eip155:"_ba + QByteArray(100'000, '1')})
        QTest::newRow(('"' + text.left(40) + '"').constData()) << text;
}

void tst_Caip::refusesNetworks()
{
    QFETCH(QByteArray, text);
    const auto network = NetworkId::parse(text);
    QVERIFY(!network);
    QCOMPARE(network.error().kind, Error::Kind::Malformed);
    QCOMPARE(network.error().code, "caip.malformed"_ba);
}

void tst_Caip::refusesAccountsAndAssets()
{
    for (const auto &text : {"eip155:1"_ba, "eip155:1:"_ba, "eip155:1:0x_1"_ba, "eip155:1:0x1\n"_ba,
                             "eip155:1:"_ba + QByteArray(129, 'a')})
        QCOMPARE(AccountId::parse(text).error().code, "caip.malformed"_ba);
    for (const auto &text :
         {"eip155:1"_ba, "eip155:1/"_ba, "eip155:1/erc20"_ba, "eip155:1/erc20:"_ba,
          "eip155:1/ERC20:0x1"_ba, "eip155:1/erc20:0x1/7"_ba,
          "eip155:1/erc20:"_ba + QByteArray(129, 'a')})
        QCOMPARE(AssetId::parse(text).error().code, "caip.malformed"_ba);
}

void tst_Caip::ordersThem()
{
    const auto network = [](const char *text) { return NetworkId::parse(text).value(); };
    QVERIFY(network("eip155:1") < network("eip155:2"));
    QVERIFY(network("eip155:2") < network("solana:1"));
    const std::set<NetworkId> networks {network("eip155:2"), network("eip155:1"),
                                        network("eip155:2")};
    QCOMPARE(networks.size(), 2U);
    const auto asset = [](const char *text) { return AssetId::parse(text).value(); };
    QVERIFY(asset("eip155:1/erc20:0x1") < asset("eip155:1/erc20:0x2"));
    QCOMPARE(
        (QHash<AssetId, int> {{asset("eip155:1/erc20:0x1"), 7}}).value(asset("eip155:1/erc20:0x1")),
        7);
}

void tst_Caip::writesWhatItRead()
{
    QVERIFY(rc::check("toString(parse(text)) = text, or an error", [] {
        const auto any =
            *rc::gen::container<std::string>(rc::gen::elementOf(std::string("aZ0-:/._%\n")));
        const QByteArrayView text(any);
        const auto account = AccountId::parse(text);
        RC_ASSERT((!account || account->toString() == text));
        const auto asset = AssetId::parse("eip155:1/erc20:" + text.toByteArray());
        RC_ASSERT((!asset || asset->reference == text));
    }));
}

QTEST_GUILESS_MAIN(tst_Caip)
#include "tst_caip.moc"
