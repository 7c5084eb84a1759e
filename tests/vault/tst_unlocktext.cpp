// SPDX-License-Identifier: MIT
#include "core/crypto/seal.h"
#include "core/vault/unlocktext.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace tuppence::vault;

class tst_UnlockText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadAsItWasWritten();
    void letsSpaceAroundItPass();
    void refuses_data();
    void refuses();
    void survivesNoise();
};

void tst_UnlockText::isReadAsItWasWritten()
{
    const auto key = crypto::Secret::random(crypto::sealKeyBytes);
    const auto text = unlockTextOf(key);
    QCOMPARE(text.size(), 64);
    QVERIFY(parseUnlockText(text.view()).value() == key);
}

void tst_UnlockText::letsSpaceAroundItPass()
{
    const auto key = parseUnlockText(crypto::bytesOf(" \t" + QByteArray(64, 'a') + "\r\n"));
    QVERIFY(key);
    QVERIFY(std::ranges::all_of(key->view(), [](quint8 byte) { return byte == 0xaa; }));
}

void tst_UnlockText::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("space") << QByteArray(64, ' ');
    QTest::newRow("short") << QByteArray(62, 'a');
    QTest::newRow("odd") << QByteArray(63, 'a');
    QTest::newRow("long") << QByteArray(66, 'a');
    QTest::newRow("no digit") << QByteArray(63, 'a') + 'g';
    QTest::newRow("space inside") << QByteArray(31, 'a') + ' ' + QByteArray(32, 'a');
    QTest::newRow("prefixed") << "0x" + QByteArray(62, 'a');
}

void tst_UnlockText::refuses()
{
    QFETCH(QByteArray, text);
    const auto key = parseUnlockText(crypto::bytesOf(text));
    QVERIFY(!key);
    QCOMPARE(key.error().code, "vault.wrong_unlock_secret");
}

void tst_UnlockText::survivesNoise()
{
    QVERIFY(rc::check("noise is refused", [](const std::string &noise) {
        RC_ASSERT(!parseUnlockText(crypto::bytesOf(noise)));
    }));
}

QTEST_GUILESS_MAIN(tst_UnlockText)
#include "tst_unlocktext.moc"
