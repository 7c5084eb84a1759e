// SPDX-License-Identifier: MIT
#include "core/crypto/bip32.h"
#include "core/crypto/bip39.h"
#include "core/crypto/eip55.h"
#include "core/crypto/hash.h"
#include "tests/crypto/vectors.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::crypto;
using namespace Qt::StringLiterals;

namespace {

/// The 78 bytes of an "xprv…" (Base58Check), so that the official texts can stand in the vectors.
QByteArray decodeBase58Check(const QByteArray &text)
{
    const auto alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"_ba;
    QByteArray bytes(82, '\0');
    for (const char c : text) {
        auto carry = static_cast<int>(alphabet.indexOf(c));
        for (auto at = bytes.size() - 1; at >= 0; --at) {
            carry += 58 * static_cast<quint8>(bytes.at(at));
            bytes[at] = static_cast<char>(carry & 0xff);
            carry >>= 8;
        }
    }
    return sha256(sha256(bytes.first(78))).first(4) == bytes.last(4) ? bytes.first(78)
                                                                     : QByteArray();
}

ExtendedKey master()
{
    return ExtendedKey::fromSeed(bytesOf(QByteArray(32, '\1'))).value();
}

} // namespace

class tst_Bip32 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithVectors_data();
    void agreesWithVectors();
    void findsEthereumAccounts();
    void readsPaths();
    void refusesPaths_data();
    void refusesPaths();
    void refusesSeeds();
    void doesNotChangeTheParent();
};

void tst_Bip32::agreesWithVectors_data()
{
    QTest::addColumn<QByteArray>("seed");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("xprv");
    const auto file = tests::vectorFile("bip32.json");
    for (const auto &row : file.at("valid"))
        QTest::newRow(tests::text(row, "name").constData())
            << tests::hex(row, "seed") << tests::text(row, "path") << tests::text(row, "xprv");
}

void tst_Bip32::agreesWithVectors()
{
    QFETCH(QByteArray, seed);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, xprv);
    const auto key = ExtendedKey::fromSeed(bytesOf(seed)).value().at(KeyPath::parse(path).value());
    QVERIFY(key);
    const auto expected = decodeBase58Check(xprv);
    QCOMPARE(expected.size(), 78);
    QCOMPARE(tests::revealed(key->chainCode()), expected.sliced(13, 32));
    QCOMPARE(QByteArray(1, '\0') + tests::revealed(key->key().bytes()), expected.sliced(45));
}

// The accounts that Foundry and Hardhat print for their well-known words.
void tst_Bip32::findsEthereumAccounts()
{
    const auto sentence =
        parseSentence(bytesOf("test test test test test test test test test test test junk"));
    const auto root = ExtendedKey::fromSeed(seedOf(sentence.value()).view()).value();
    const auto address = [&](quint32 index) {
        const auto key = root.at(KeyPath::ethereumAccount(index)).value();
        return evm::addressOf(key.key().publicKey()).value().toChecksummed();
    };
    QCOMPARE(address(0), "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"_ba);
    QCOMPARE(address(1), "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"_ba);
    QCOMPARE(address(9), "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"_ba);
}

void tst_Bip32::readsPaths()
{
    QCOMPARE(KeyPath::parse("m").value().steps(), QList<quint32>());
    QCOMPARE(KeyPath::parse("m/44'/60'/0'/0/7").value(), KeyPath::ethereumAccount(7));
    QCOMPARE(KeyPath::ethereumAccount(7).toString(), "m/44'/60'/0'/0/7"_ba);
    const auto largest = KeyPath::parse("m/2147483647'/2147483647").value();
    QCOMPARE(largest.steps(), (QList<quint32> {0xffffffff, 0x7fffffff}));
    QCOMPARE(largest.toString(), "m/2147483647'/2147483647"_ba);
    QVERIFY(KeyPath::parse("m" + QByteArray("/0").repeated(32)));
    QVERIFY(KeyPath::parse("m" + QByteArray("/2147483647'").repeated(32)));
}

void tst_Bip32::refusesPaths_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const auto &text : {""_ba,
                             "M"_ba,
                             "/0"_ba,
                             "m/"_ba,
                             "m//0"_ba,
                             "m/0/"_ba,
                             "0/1"_ba,
                             "m0"_ba,
                             "m/'"_ba,
                             "m/-1"_ba,
                             "m/+1"_ba,
                             "m/ 1"_ba,
                             "m/01"_ba,
                             "m/0x1"_ba,
                             "m/1h"_ba,
                             "m/1''"_ba,
                             "m/2147483648"_ba,
                             "m/4294967296"_ba,
                             "m/99999999999999999999"_ba,
                             "m/1e1"_ba,
                             "m/\xd9\xa1"_ba,
                             "m"_ba + QByteArray("/0").repeated(33),
                             "m/0"_ba + QByteArray(1'000'000, '0')})
        QTest::newRow(('"' + text.left(30) + '"').constData()) << text;
}

void tst_Bip32::refusesPaths()
{
    QFETCH(QByteArray, text);
    const auto path = KeyPath::parse(text);
    QVERIFY(!path);
    QCOMPARE(path.error().kind, Error::Kind::Malformed);
    QCOMPARE(path.error().code, "path.malformed"_ba);
}

void tst_Bip32::refusesSeeds()
{
    QVERIFY(ExtendedKey::fromSeed(bytesOf(QByteArray(16, '\1'))));
    QVERIFY(ExtendedKey::fromSeed(bytesOf(QByteArray(64, '\1'))));
    for (const int size : {0, 15, 65}) {
        const auto key = ExtendedKey::fromSeed(bytesOf(QByteArray(size, '\1')));
        QVERIFY(!key);
        QCOMPARE(key.error().kind, Error::Kind::OutOfRange);
        QCOMPARE(key.error().code, "key.seed_length"_ba);
    }
}

void tst_Bip32::doesNotChangeTheParent()
{
    const auto parent = master();
    const auto child = parent.child(0).value();
    QVERIFY(parent.key().bytes() == master().key().bytes());
    QVERIFY(child.key().bytes() != parent.key().bytes());
    QVERIFY(child.key().bytes() != parent.child(KeyPath::hardened).value().key().bytes());
    QVERIFY(parent.at(KeyPath::parse("m").value()).value().key().bytes() == parent.key().bytes());
}

QTEST_GUILESS_MAIN(tst_Bip32)
#include "tst_bip32.moc"
