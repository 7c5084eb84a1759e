// SPDX-License-Identifier: MIT
#include "core/protocols/decimal.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace Qt::StringLiterals;

class tst_Decimal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalNumbersAreEqualHoweverWritten();
    void refusesWhatIsNoNumber_data();
    void refusesWhatIsNoNumber();
    void countsExactly();
    void countsNothingAsNothing();
};

void tst_Decimal::equalNumbersAreEqualHoweverWritten()
{
    const auto half = Decimal::parse("0.5");
    for (const char *same : {"0.50", "5e-1", "0.05E1", "50e-2", "0.5e0"})
        QVERIFY2(Decimal::parse(same) == half, same);
    for (const char *other : {"0.05", "5", "0.51", "0"})
        QVERIFY2(Decimal::parse(other) != half, other);
    QVERIFY(Decimal::parse("0") == Decimal::parse("0.00e7"));
}

void tst_Decimal::refusesWhatIsNoNumber_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"", "-1", "+1", ".5", "5.", "01", "1,5", "$1", "1 ", "0x1", "1e", "NaN"})
        QTest::newRow(*text ? text : "nothing") << QByteArray(text);
}

void tst_Decimal::refusesWhatIsNoNumber()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Decimal::parse(text));
}

void tst_Decimal::countsExactly()
{
    QVERIFY(rc::check("units with a point put in", [] {
        const auto units = *rc::gen::arbitrary<quint64>();
        const auto places = *rc::gen::inRange(0, 20);
        auto text = QByteArray::number(units).rightJustified(places + 1, '0');
        text.insert(text.size() - places, places > 0 ? "." : "");
        const auto read = Decimal::parse(text);
        RC_ASSERT((read && read->units(places) == Uint256(units)));
        RC_ASSERT((units % 10 == 0 || places == 0
                   || read->units(places - 1).error() == Decimal::Unfit::Fraction));
    }));
    QVERIFY(Decimal::parse("1e78")->units(0).error() == Decimal::Unfit::TooLarge);
    QVERIFY(Decimal::parse("1e77")->units(1).error() == Decimal::Unfit::TooLarge);
}

void tst_Decimal::countsNothingAsNothing()
{
    QCOMPARE(Decimal::parse("0.000")->units(0).value(), Uint256());
}

QTEST_GUILESS_MAIN(tst_Decimal)
#include "tst_decimal.moc"
