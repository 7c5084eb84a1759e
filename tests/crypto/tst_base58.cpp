// SPDX-License-Identifier: MIT
#include "core/crypto/base58.h"
#include "tests/crypto/vectors.h"

#include <QTest>

using namespace tuppence;

class tst_Base58 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatOthersWrite_data();
    void readsWhatOthersWrite();
    void refusesWhatIsNotBase58();
};

void tst_Base58::readsWhatOthersWrite_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes");
    const Json vectors = tests::vectorFile("signed-words.json");
    for (const Json &row : vectors["base58"])
        QTest::newRow(QByteArray("0x" + tests::text(row, "hex")).constData())
            << tests::text(row, "text") << tests::hex(row, "hex");
}

void tst_Base58::readsWhatOthersWrite()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, bytes);
    QCOMPARE(crypto::fromBase58(text).value(), bytes);
}

void tst_Base58::refusesWhatIsNotBase58()
{
    for (const char *text : {"0", "O", "I", "l", " ", "abc!", "\xc3\xa4"})
        QCOMPARE(crypto::fromBase58(text).error().code, "bytes.not_base58");
    QVERIFY(crypto::fromBase58(QByteArray(crypto::longestBase58, 'z')));
    QCOMPARE(crypto::fromBase58(QByteArray(crypto::longestBase58 + 1, 'z')).error().code,
             "bytes.wrong_length");
}

QTEST_GUILESS_MAIN(tst_Base58)
#include "tst_base58.moc"
