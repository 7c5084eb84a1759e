// SPDX-License-Identifier: MIT
#include "core/base/amount.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace Qt::StringLiterals;

class tst_Amount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void hasAtMost77Places();
    void roundsNothing();
};

void tst_Amount::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("units");
    QTest::addColumn<QString>("shown");
    QTest::newRow("whole") << u"3"_s << 6 << u"3000000"_s << u"3"_s;
    QTest::newRow("fraction") << u"1.25"_s << 6 << u"1250000"_s << u"1.25"_s;
    QTest::newRow("smallest unit") << u"0.000001"_s << 6 << u"1"_s << u"0.000001"_s;
    QTest::newRow("zero") << u"0"_s << 6 << u"0"_s << u"0"_s;
    QTest::newRow("zero places") << u"0.000"_s << 6 << u"0"_s << u"0"_s;
    QTest::newRow("trailing zeros") << u"1.500000"_s << 6 << u"1500000"_s << u"1.5"_s;
    QTest::newRow("no places") << u"120"_s << 0 << u"120"_s << u"120"_s;
    QTest::newRow("tens keep their zeros") << u"100"_s << 2 << u"10000"_s << u"100"_s;
    QTest::newRow("a tenth in wei") << u"0.1"_s << 18 << u"100000000000000000"_s << u"0.1"_s;
    QTest::newRow("77 places") << u"1.1"_s << 77 << u"11"_s + QString(76, u'0') << u"1.1"_s;
    QTest::newRow("2^256 - 1")
        << u"115792089237316195423570985008687907853269984665640564039457.584007913129639935"_s
        << 18 << Uint256::max().toString()
        << u"115792089237316195423570985008687907853269984665640564039457.584007913129639935"_s;
}

void tst_Amount::reads()
{
    QFETCH(QString, text);
    QFETCH(int, decimals);
    QFETCH(QString, units);
    QFETCH(QString, shown);
    const auto amount = Amount::parse(text, decimals);
    QVERIFY(amount);
    QCOMPARE(amount->units().toString(), units);
    QCOMPARE(amount->decimals(), decimals);
    QCOMPARE(amount->toString(), shown);
}

void tst_Amount::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("code");
    for (const auto &text :
         {u""_s, u"."_s, u"1."_s, u".5"_s, u"1.2.3"_s, u"+1"_s, u"-1"_s, u" 1"_s, u"1e3"_s,
          u"1,5"_s, u"0x10"_s, u"01"_s, u"00"_s, u"\u0661"_s, u"1.\uff15"_s, u"NaN"_s, u"1_000"_s})
        QTest::newRow(qPrintable(u'"' + text + u'"')) << text << "amount.malformed"_ba;
    QTest::newRow("too many places") << u"0.0000001"_s << "amount.places"_ba;
    QTest::newRow("too many places, all zero") << u"1.0000000"_s << "amount.places"_ba;
    QTest::newRow("too large") << QString(78, u'9') << "number.out_of_range"_ba;
    QTest::newRow("too large by its places")
        << Uint256::max().toString() << "number.out_of_range"_ba;
}

void tst_Amount::refuses()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, code);
    const auto amount = Amount::parse(text, 6);
    QVERIFY(!amount);
    QCOMPARE(amount.error().code, code);
    QCOMPARE(amount.error().kind,
             code == "amount.malformed" ? Error::Kind::Malformed : Error::Kind::OutOfRange);
}

void tst_Amount::hasAtMost77Places()
{
    QVERIFY(Amount::create(1, Amount::maxDecimals));
    for (const int decimals : {-1, Amount::maxDecimals + 1}) {
        QCOMPARE(Amount::create(1, decimals).error().code, "amount.decimals"_ba);
        QCOMPARE(Amount::parse(u"1", decimals).error().kind, Error::Kind::OutOfRange);
    }
}

void tst_Amount::roundsNothing()
{
    QVERIFY(rc::check("parse(toString(amount)) = amount", [](quint64 high, quint64 low) {
        const auto units = Uint256(high).times(Uint256(~quint64 {0})).value().plus(low).value();
        const auto decimals = *rc::gen::inRange(0, Amount::maxDecimals + 1);
        const auto amount = Amount::create(units, decimals).value();
        RC_ASSERT(Amount::parse(amount.toString(), decimals).value() == amount);
    }));
}

QTEST_GUILESS_MAIN(tst_Amount)
#include "tst_amount.moc"
