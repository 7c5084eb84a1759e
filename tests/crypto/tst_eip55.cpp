// SPDX-License-Identifier: MIT
#include "core/crypto/eip55.h"
#include "tests/crypto/vectors.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace tuppence::evm;
using namespace Qt::StringLiterals;

class tst_Eip55 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksums_data();
    void checksums();
    void refuses_data();
    void refuses();
    void noticesOneWrongLetterCase();
    void hasTwentyBytes();
    void needsAWholePublicKey();
    void comesBack();
    void neverCrashesOnNoise();
};

// The test cases of EIP-55.
void tst_Eip55::checksums_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const auto &text : {"0x52908400098527886E0F7030069857D2E4169EE7"_ba,
                             "0x8617E340B3D01FA5F11F306F4090FD50E238070D"_ba,
                             "0xde709f2102306220921060314715629080e2fb77"_ba,
                             "0x27b1fdb04752bbc536007a920d24acb045561c26"_ba,
                             "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_ba,
                             "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"_ba,
                             "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB"_ba,
                             "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"_ba})
        QTest::newRow(text.constData()) << text;
}

void tst_Eip55::checksums()
{
    QFETCH(QByteArray, text);
    const auto address = Address::parse(text);
    QVERIFY(address);
    QCOMPARE(address->toChecksummed(), text);
    QCOMPARE(Address::parse(text.toLower()).value(), *address);
    QCOMPARE(Address::parse("0x" + text.sliced(2).toUpper()).value(), *address);
}

void tst_Eip55::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto good = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"_ba;
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("0x alone") << "0x"_ba;
    QTest::newRow("no 0x") << good.sliced(2);
    QTest::newRow("0X") << "0X" + good.sliced(2);
    QTest::newRow("39 digits") << good.chopped(1);
    QTest::newRow("41 digits") << good + '0';
    QTest::newRow("42 digits") << good + "00";
    QTest::newRow("no digit") << good.chopped(1) + 'g';
    QTest::newRow("space before") << ' ' + good;
    QTest::newRow("line end behind") << good + '\n';
    QTest::newRow("a name") << "vitalik.eth"_ba;
}

void tst_Eip55::refuses()
{
    QFETCH(QByteArray, text);
    const auto address = Address::parse(text);
    QVERIFY(!address);
    QCOMPARE(address.error().kind, Error::Kind::Malformed);
    QCOMPARE(address.error().code, "address.malformed"_ba);
}

void tst_Eip55::noticesOneWrongLetterCase()
{
    const auto address = Address::parse("0x5aAeb6053f3E94C9b9A09f33669435E7Ef1BeAed");
    QVERIFY(!address);
    QCOMPARE(address.error().kind, Error::Kind::Malformed);
    QCOMPARE(address.error().code, "address.checksum"_ba);
}

void tst_Eip55::hasTwentyBytes()
{
    QCOMPARE(Address::decode(QByteArray(20, '\1')).value().encode(), QByteArray(20, '\1'));
    QVERIFY(Address().isZero());
    QVERIFY(!Address::decode(QByteArray(20, '\1')).value().isZero());
    QVERIFY(Address() < Address::decode(QByteArray(20, '\1')).value());
    for (const int size : {0, 19, 21, 32}) {
        const auto address = Address::decode(QByteArray(size, '\1'));
        QVERIFY(!address);
        QCOMPARE(address.error().kind, Error::Kind::OutOfRange);
        QCOMPARE(address.error().code, "bytes.wrong_length"_ba);
    }
}

void tst_Eip55::needsAWholePublicKey()
{
    QCOMPARE(addressOf(QByteArray(33, '\2')).error().code, "bytes.wrong_length"_ba);
    QCOMPARE(addressOf(QByteArray(65, '\2')).error().code, "address.public_key"_ba);
    QCOMPARE(addressOf(QByteArray(65, '\2')).error().kind, Error::Kind::Malformed);
}

void tst_Eip55::comesBack()
{
    QVERIFY(rc::check("parse(toChecksummed(address)) = address", [] {
        const auto bytes = *rc::gen::container<std::string>(20, rc::gen::arbitrary<char>());
        const auto address = Address::decode(QByteArrayView(bytes)).value();
        RC_ASSERT(Address::parse(address.toChecksummed()).value() == address);
    }));
}

void tst_Eip55::neverCrashesOnNoise()
{
    QVERIFY(rc::check("noise is refused", [](const std::string &noise) {
        RC_ASSERT(!Address::parse(QByteArrayView(noise)).has_value());
    }));
}

QTEST_GUILESS_MAIN(tst_Eip55)
#include "tst_eip55.moc"
