// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace Qt::StringLiterals;

class tst_Bytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHex();
    void refusesHex_data();
    void refusesHex();
    void expectsALength();
    void readsBase64_data();
    void readsBase64();
    void refusesBase64_data();
    void refusesBase64();
    void comesBack();
    void neverCrashesOnNoise();
    void randomIsNotTwiceTheSame();
};

void tst_Bytes::readsHex()
{
    QCOMPARE(toHex("\x01\xab"), "0x01ab"_ba);
    QCOMPARE(toHex({}), "0x"_ba);
    QCOMPARE(fromHex("0x").value(), QByteArray());
    QCOMPARE(fromHex("0x01aBCd").value(), "\x01\xab\xcd"_ba);
}

void tst_Bytes::refusesHex_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const auto &text : {""_ba, "0"_ba, "01"_ba, "0X01"_ba, "0x0"_ba, "0x0g"_ba, "0x 1"_ba,
                             " 0x01"_ba, "0x01 "_ba, "0x-1"_ba, "0x0x"_ba, QByteArray("0x0\0", 4)})
        QTest::newRow(('"' + text + '"').constData()) << text;
}

void tst_Bytes::refusesHex()
{
    QFETCH(QByteArray, text);
    const auto read = fromHex(text);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Malformed);
    QCOMPARE(read.error().code, "bytes.not_hex"_ba);
}

void tst_Bytes::expectsALength()
{
    QCOMPARE(fromHex("0x0102", 2).value(), "\x01\x02"_ba);
    const auto read = fromHex("0x0102", 3);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::OutOfRange);
    QCOMPARE(read.error().code, "bytes.wrong_length"_ba);
    QCOMPARE(read.error().data, (QJsonObject {{u"expected"_s, 3}, {u"found"_s, 2}}));
    QCOMPARE(fromHex("zz", 1).error().code, "bytes.not_hex"_ba);
}

void tst_Bytes::readsBase64_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << ""_ba
                             << ""_ba;
    QTest::newRow("padded") << "Zm8="_ba
                            << "fo"_ba;
    QTest::newRow("not padded") << "Zm8"_ba
                                << "fo"_ba;
    QTest::newRow("full") << "Zm9v"_ba
                          << "foo"_ba;
    QTest::newRow("standard alphabet") << "+/+/"_ba
                                       << "\xfb\xff\xbf"_ba;
    QTest::newRow("URL alphabet") << "-_-_"_ba
                                  << "\xfb\xff\xbf"_ba;
    QTest::newRow("spaces around") << " \tZm8=\r\n"_ba
                                   << "fo"_ba;
}

void tst_Bytes::readsBase64()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, bytes);
    QCOMPARE(fromBase64(text).value(), bytes);
}

void tst_Bytes::refusesBase64_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const auto &text :
         {"Z"_ba, "Zm9vZ"_ba, "Zm 9"_ba, "Zm8*"_ba, "Zm8=Zm8="_ba, "Z==="_ba, "Zm\xc3\xa9"_ba,
          QByteArray("Zm8\0", 4), "{\"a\":1}"_ba, "Zm8======"_ba, "Zm9v="_ba})
        QTest::newRow(('"' + text + '"').constData()) << text;
}

void tst_Bytes::refusesBase64()
{
    QFETCH(QByteArray, text);
    const auto read = fromBase64(text);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Malformed);
    QCOMPARE(read.error().code, "bytes.not_base64"_ba);
}

void tst_Bytes::comesBack()
{
    QVERIFY(rc::check("from(to(bytes)) = bytes", [](const std::string &any) {
        const auto bytes = QByteArray::fromStdString(any);
        RC_ASSERT(fromHex(toHex(bytes)).value() == bytes);
        RC_ASSERT(fromBase64(toBase64(bytes)).value() == bytes);
        const auto forUrls =
            bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        RC_ASSERT(fromBase64(forUrls).value() == bytes);
    }));
}

void tst_Bytes::neverCrashesOnNoise()
{
    QVERIFY(rc::check("noise is an error or bytes", [](const std::string &noise) {
        const auto hex = fromHex(QByteArrayView(noise));
        RC_ASSERT((!hex || toHex(*hex).size() == std::ssize(noise)));
        const auto base64 = fromBase64(QByteArrayView(noise));
        RC_ASSERT((!base64 || base64->size() <= std::ssize(noise)));
    }));
}

void tst_Bytes::randomIsNotTwiceTheSame()
{
    QCOMPARE(randomBytes(0), QByteArray());
    const auto once = randomBytes(32);
    QCOMPARE(once.size(), 32);
    QVERIFY(once != randomBytes(32)); // equal once in 2^256 runs
}

QTEST_GUILESS_MAIN(tst_Bytes)
#include "tst_bytes.moc"
