// SPDX-License-Identifier: MIT
#include "core/base/plaintext.h"

#include <QTest>

using namespace tuppence;
using namespace Qt::StringLiterals;

class tst_PlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatHides_data();
    void showsWhatHides();
    void endsWhereItIsTold();
};

void tst_PlainText::showsWhatHides_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QString>("shown");
    QTest::newRow("empty") << ""_ba << u""_s;
    QTest::newRow("ordinary") << "Café \u20ac 5 — 天気 \U0001f324"_ba
                              << u"Café € 5 — 天気 \U0001f324"_s;
    QTest::newRow("markup stays characters") << "<b>&amp;</b>"_ba << u"<b>&amp;</b>"_s;
    QTest::newRow("new line and tab") << "a\n\tb"_ba << u"a⟨U+000A⟩⟨U+0009⟩b"_s;
    QTest::newRow("zero byte") << QByteArray("a\0b", 3) << u"a⟨U+0000⟩b"_s;
    QTest::newRow("bidi override") << "a\u202egnp"_ba << u"a⟨U+202E⟩gnp"_s;
    QTest::newRow("bidi isolate") << "\u2066\u2069"_ba << u"⟨U+2066⟩⟨U+2069⟩"_s;
    QTest::newRow("zero width") << "pay\u200bpal\ufeff"_ba << u"pay⟨U+200B⟩pal⟨U+FEFF⟩"_s;
    QTest::newRow("line separator") << "\u2028"_ba << u"⟨U+2028⟩"_s;
    QTest::newRow("tag character") << "\U000e0041"_ba << u"⟨U+E0041⟩"_s;
    QTest::newRow("private use") << "\ue000"_ba << u"⟨U+E000⟩"_s;
    QTest::newRow("not UTF-8") << "a\xff"_ba << u"a\ufffd"_s;
}

void tst_PlainText::showsWhatHides()
{
    QFETCH(QByteArray, said);
    QFETCH(QString, shown);
    QCOMPARE(plainText(said, 100), shown);
}

void tst_PlainText::endsWhereItIsTold()
{
    QCOMPARE(plainText("abc", 3), u"abc"_s);
    QCOMPARE(plainText("abcd", 3), u"abc…"_s);
    QCOMPARE(plainText("abcd", 0), u"…"_s);
    // Characters are counted, not bytes or UTF-16 units.
    QCOMPARE(plainText("\U0001f324\U0001f324\U0001f324", 3), u"\U0001f324\U0001f324\U0001f324"_s);
    QCOMPARE(plainText("\U0001f324\U0001f324\U0001f324\U0001f324", 3),
             u"\U0001f324\U0001f324\U0001f324…"_s);
    QCOMPARE(plainText(QByteArray(1'000'000, '\x01'), 2), u"⟨U+0001⟩⟨U+0001⟩…"_s);
}

QTEST_GUILESS_MAIN(tst_PlainText)
#include "tst_plaintext.moc"
