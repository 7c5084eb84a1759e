// SPDX-License-Identifier: MIT
#include "core/crypto/hash.h"
#include "core/crypto/mac.h"
#include "tests/crypto/vectors.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::crypto;
using namespace Qt::StringLiterals;

class tst_Hash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hashesWithKeccak();
    void hashesWithSha256();
    void authenticates_data();
    void authenticates();
    void joinsParts();
    void stretches_data();
    void stretches();
};

void tst_Hash::hashesWithKeccak()
{
    QCOMPARE(keccak256({}).toHex(),
             "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"_ba);
    QCOMPARE(keccak256("transfer(address,uint256)").first(4).toHex(), "a9059cbb"_ba);
}

void tst_Hash::hashesWithSha256()
{
    const auto expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_ba;
    QCOMPARE(sha256("abc").toHex(), expected);
    QCOMPARE(tests::revealed(sha256Secret(bytesOf("abc"))).toHex(), expected);
}

// RFC 4231, test cases 2 and 6 (a key longer than a block); the empty one from Python's hmac.
void tst_Hash::authenticates_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("mac");
    QTest::newRow("nothing")
        << ""_ba
        << ""_ba
        << "b936cee86c9f87aa5d3c6f2e84cb5a4239a5fe50480a6ec66b70ab5b1f4ac6730c6c515421b327ec1d69402e53dfb49ad7381eb067b338fd7b0cb22247225d47"_ba;
    QTest::newRow("short key")
        << "Jefe"_ba
        << "what do ya want for nothing?"_ba
        << "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"_ba;
    QTest::newRow("long key")
        << QByteArray(131, '\xaa') << "Test Using Larger Than Block-Size Key - Hash Key First"_ba
        << "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598"_ba;
}

void tst_Hash::authenticates()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, mac);
    QCOMPARE(tests::revealed(hmacSha512(bytesOf(key), {bytesOf(message)})).toHex(), mac);
    const Mac keyed(bytesOf(key));
    QCOMPARE(keyed.of({message}).toHex(), mac);
    QCOMPARE(keyed.of({"", message.first(message.size() / 2), message.mid(message.size() / 2)}),
             keyed.of({message}));
}

void tst_Hash::joinsParts()
{
    const auto whole = hmacSha512(bytesOf("key"), {bytesOf("abcdef")});
    QVERIFY(hmacSha512(bytesOf("key"), {bytesOf("ab"), bytesOf(""), bytesOf("cdef")}) == whole);
}

// From Python's hashlib.
void tst_Hash::stretches_data()
{
    QTest::addColumn<int>("rounds");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("once")
        << 1
        << "867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252c02d470a285a0501bad999bfe943c08f050235d7d68b1da55e63f73b60a57fce"_ba;
    QTest::newRow("4096 times")
        << 4096
        << "d197b1b33db0143e018b12f3d1d1479e6cdebdcc97c5c0f87f6902e072f457b5143f30602641b3d55cd335988cb36b84376060ecd532e039b742a239434af2d5"_ba;
}

void tst_Hash::stretches()
{
    QFETCH(int, rounds);
    QFETCH(QByteArray, key);
    const auto stretched = pbkdf2HmacSha512(bytesOf("password"), bytesOf("salt"), rounds);
    QCOMPARE(tests::revealed(stretched).toHex(), key);
}

QTEST_GUILESS_MAIN(tst_Hash)
#include "tst_hash.moc"
