// SPDX-License-Identifier: MIT
#include "core/base/uint256.h"
#include "core/crypto/eip55.h"
#include "core/crypto/secp256k1.h"
#include "tests/crypto/vectors.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace tuppence::crypto;
using namespace Qt::StringLiterals;

namespace {

const auto order =
    QByteArray::fromHex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

Uint256 number(QByteArrayView bytes)
{
    return Uint256::decode(bytes).value();
}

PrivateKey key(const QByteArray &bytes)
{
    return PrivateKey::create(tests::secret(bytes)).value();
}

} // namespace

class tst_Secp256k1 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithVectors_data();
    void agreesWithVectors();
    void refusesKeys_data();
    void refusesKeys();
    void writesPublicKeys();
    void addsTweaks();
    void signsHashesOnly();
    void recoversNothingFromBadSignatures_data();
    void recoversNothingFromBadSignatures();
    void noticesAnotherSigner();
    void alwaysSignsLowAndRecoverably();
    void neverCrashesOnNoise();
};

void tst_Secp256k1::agreesWithVectors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("hash");
    QTest::addColumn<QByteArray>("publicKey");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("signature");
    const auto file = tests::vectorFile("evm.json");
    for (const auto &row : file.at("signatures"))
        QTest::newRow(tests::text(row, "name").constData())
            << tests::hex(row, "key") << tests::hex(row, "hash") << tests::hex(row, "publicKey")
            << tests::text(row, "address") << tests::hex(row, "signature");
}

void tst_Secp256k1::agreesWithVectors()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, hash);
    QFETCH(QByteArray, publicKey);
    QFETCH(QByteArray, address);
    QFETCH(QByteArray, signature);
    const auto signer = key(bytes);
    QCOMPARE(signer.publicKey().toHex(), publicKey.toHex());
    QCOMPARE(evm::addressOf(signer.publicKey()).value().toChecksummed(), address);
    QCOMPARE(signer.sign(hash).value().toHex(), signature.toHex());
    QCOMPARE(recover(hash, signature).value().toHex(), publicKey.toHex());
}

void tst_Secp256k1::refusesKeys_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("zero") << QByteArray(32, '\0');
    QTest::newRow("31 bytes") << QByteArray(31, '\1');
    QTest::newRow("33 bytes") << QByteArray(33, '\1');
    QTest::newRow("the order") << order;
    QTest::newRow("2^256 - 1") << QByteArray(32, '\xff');
}

void tst_Secp256k1::refusesKeys()
{
    QFETCH(QByteArray, bytes);
    const auto made = PrivateKey::create(tests::secret(bytes));
    QVERIFY(!made);
    QCOMPARE(made.error().kind, Error::Kind::OutOfRange);
    QCOMPARE(made.error().code, "key.out_of_range"_ba);
}

void tst_Secp256k1::writesPublicKeys()
{
    const auto one = key(Uint256(1).encode());
    const auto x = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"_ba;
    QCOMPARE(one.compressedPublicKey().toHex(), "02" + x);
    QVERIFY(one.publicKey().toHex().startsWith("04" + x));
    QCOMPARE(one.publicKey().size(), 65);
}

void tst_Secp256k1::addsTweaks()
{
    const auto one = Uint256(1).encode();
    const auto sum = key(Uint256(5).encode()).plus(bytesOf(one));
    QCOMPARE(tests::revealed(sum.value().bytes()), Uint256(6).encode());
    const auto largest = number(order).minus(1).value().encode();
    QCOMPARE(tests::revealed(key(largest).plus(bytesOf(Uint256(2).encode())).value().bytes()), one);
    for (const auto &refused :
         {key(largest).plus(bytesOf(one)).error(), // the sum is zero
          key(one).plus(bytesOf(order)).error(), key(one).plus(bytesOf("short")).error()}) {
        QCOMPARE(refused.kind, Error::Kind::OutOfRange);
        QCOMPARE(refused.code, "key.out_of_range"_ba);
    }
}

void tst_Secp256k1::signsHashesOnly()
{
    for (const int size : {0, 31, 33}) {
        const QByteArray hash(size, 'a');
        const auto made = key(Uint256(1).encode()).sign(hash);
        QVERIFY(!made);
        QCOMPARE(made.error().kind, Error::Kind::OutOfRange);
        QCOMPARE(made.error().code, "signature.hash_length"_ba);
        QCOMPARE(recover(hash, QByteArray(65, '\1')).error().code, "signature.hash_length"_ba);
    }
}

void tst_Secp256k1::recoversNothingFromBadSignatures_data()
{
    QTest::addColumn<QByteArray>("signature");
    const auto good = key(Uint256(1).encode()).sign(QByteArray(32, 'h')).value();
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("64 bytes") << good.first(64);
    QTest::newRow("66 bytes") << good + '\0';
    for (const int v : {0, 1, 26, 29, 30, 255})
        QTest::addRow("v = %d", v) << good.first(64) + static_cast<char>(v);
    QTest::newRow("r = 0") << QByteArray(32, '\0') + good.sliced(32);
    QTest::newRow("s = 0") << good.first(32) + QByteArray(32, '\0') + good.last(1);
    QTest::newRow("r = order") << order + good.sliced(32);
    QTest::newRow("s = order") << good.first(32) + order + good.last(1);
    QTest::newRow("no such point") << Uint256(5).encode() + good.sliced(32); // 5^3 + 7 is no square
}

void tst_Secp256k1::recoversNothingFromBadSignatures()
{
    QFETCH(QByteArray, signature);
    const auto signer = recover(QByteArray(32, 'h'), signature);
    QVERIFY(!signer);
    QCOMPARE(signer.error().kind, Error::Kind::Malformed);
    QCOMPARE(signer.error().code, "signature.malformed"_ba);
}

void tst_Secp256k1::noticesAnotherSigner()
{
    const auto signer = key(Uint256(1).encode());
    const QByteArray hash(32, 'h');
    auto signature = signer.sign(hash).value();
    QCOMPARE(recover(hash, signature).value(), signer.publicKey());
    QVERIFY(recover(QByteArray(32, 'i'), signature).value() != signer.publicKey());
    const char v = signature.at(64);
    signature[64] = static_cast<char>(27 + 28 - v); // the other v: another key, or none
    QVERIFY(recover(hash, signature) != signer.publicKey());
}

void tst_Secp256k1::alwaysSignsLowAndRecoverably()
{
    const auto half = number(order).dividedBy(2).value();
    const auto word = rc::gen::container<std::string>(32, rc::gen::arbitrary<char>());
    QVERIFY(rc::check("recover(hash, sign(hash)) = public key; s is low; the same again", [&] {
        const auto made = PrivateKey::create(tests::secret(QByteArray::fromStdString(*word)));
        RC_PRE(made.has_value());
        const auto hash = QByteArray::fromStdString(*word);
        const auto signature = made->sign(hash).value();
        RC_ASSERT(recover(hash, signature).value() == made->publicKey());
        RC_ASSERT(number(signature.sliced(32, 32)) <= half);
        RC_ASSERT(made->sign(hash).value() == signature);
    }));
}

void tst_Secp256k1::neverCrashesOnNoise()
{
    QVERIFY(rc::check("noise is a key or an error", [] {
        const auto noise = *rc::gen::container<std::string>(64, rc::gen::arbitrary<char>());
        const auto signature = QByteArray::fromStdString(noise) + *rc::gen::element('\x1b', '\x1c');
        const auto signer = recover(QByteArray(32, 'h'), signature);
        RC_ASSERT((!signer || signer->size() == 65));
    }));
}

QTEST_GUILESS_MAIN(tst_Secp256k1)
#include "tst_secp256k1.moc"
