// SPDX-License-Identifier: MIT
#include "core/crypto/ed25519.h"
#include "core/crypto/hash.h"
#include "tests/crypto/vectors.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::crypto;
using namespace Qt::StringLiterals;

class tst_Ed25519 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithVectors_data();
    void agreesWithVectors();
    void makesNewKeys();
    void refusesSeeds();
    void refusesSignatures_data();
    void refusesSignatures();
    void writesFingerprints();
};

// RFC 8032 §7.1, tests 1 and 2.
void tst_Ed25519::agreesWithVectors_data()
{
    QTest::addColumn<QByteArray>("seed");
    QTest::addColumn<QByteArray>("publicKey");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("signature");
    QTest::newRow("test 1")
        << "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"_ba
        << "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"_ba
        << ""_ba
        << "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
           "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"_ba;
    QTest::newRow("test 2")
        << "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"_ba
        << "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"_ba
        << "72"_ba
        << "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
           "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"_ba;
}

void tst_Ed25519::agreesWithVectors()
{
    QFETCH(QByteArray, seed);
    QFETCH(QByteArray, publicKey);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, signature);
    const auto bytes = QByteArray::fromHex(message);
    const auto key = Ed25519Key::fromSeed(tests::secret(QByteArray::fromHex(seed))).value();
    QCOMPARE(key.publicKey().toHex(), publicKey);
    QCOMPARE(key.sign(bytes).toHex(), signature);
    QVERIFY(verifyEd25519(key.publicKey(), bytes, key.sign(bytes)));
    QCOMPARE(tests::revealed(key.seed()).toHex(), seed);
}

void tst_Ed25519::makesNewKeys()
{
    const auto key = Ed25519Key::generate();
    QVERIFY(key.publicKey() != Ed25519Key::generate().publicKey()); // equal once in 2^256 runs
    QCOMPARE(Ed25519Key::fromSeed(key.seed()).value().publicKey(), key.publicKey());
    QVERIFY(verifyEd25519(key.publicKey(), "hello", key.sign("hello")));
}

void tst_Ed25519::refusesSeeds()
{
    for (const int size : {0, 31, 33, 64}) {
        const auto key = Ed25519Key::fromSeed(Secret::create(size));
        QVERIFY(!key);
        QCOMPARE(key.error().kind, Error::Kind::OutOfRange);
        QCOMPARE(key.error().code, "key.seed_length"_ba);
    }
}

void tst_Ed25519::refusesSignatures_data()
{
    QTest::addColumn<QByteArray>("publicKey");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("signature");
    const auto key = Ed25519Key::generate();
    const auto good = key.sign("hello");
    auto changed = good;
    changed[0] = static_cast<char>(changed.at(0) ^ 1);
    QTest::newRow("another message") << key.publicKey() << "hullo"_ba << good;
    QTest::newRow("another key") << Ed25519Key::generate().publicKey() << "hello"_ba << good;
    QTest::newRow("changed") << key.publicKey() << "hello"_ba << changed;
    QTest::newRow("no signature") << key.publicKey() << "hello"_ba
                                  << ""_ba;
    QTest::newRow("63 bytes") << key.publicKey() << "hello"_ba << good.chopped(1);
    QTest::newRow("65 bytes") << key.publicKey() << "hello"_ba << good + '\0';
    QTest::newRow("no key") << ""_ba
                            << "hello"_ba << good;
    QTest::newRow("31 bytes of a key") << key.publicKey().chopped(1) << "hello"_ba << good;
    QTest::newRow("key of small order")
        << QByteArray(32, '\0') << "hello"_ba << QByteArray(64, '\0');
}

void tst_Ed25519::refusesSignatures()
{
    QFETCH(QByteArray, publicKey);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, signature);
    const auto verified = verifyEd25519(publicKey, message, signature);
    QVERIFY(!verified);
    QCOMPARE(verified.error().kind, Error::Kind::Refused);
    QCOMPARE(verified.error().code, "signature.mismatch"_ba);
}

void tst_Ed25519::writesFingerprints()
{
    // The SHA-256 of "abc" begins with ba7816bf 8f01cfea.
    QCOMPARE(fingerprint("abc"), u"ba78 16bf 8f01 cfea"_s);
}

QTEST_GUILESS_MAIN(tst_Ed25519)
#include "tst_ed25519.moc"
