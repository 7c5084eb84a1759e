// SPDX-License-Identifier: MIT
#include "core/base/uint256.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace Qt::StringLiterals;

namespace {

const QString maxText =
    u"115792089237316195423570985008687907853269984665640564039457584007913129639935"_s;

Uint256 number(const QString &decimal)
{
    return Uint256::parse(decimal).value();
}

/// Any number, the ends of the range and small ones included.
rc::Gen<Uint256> anyNumber()
{
    const auto ofBytes = [](const std::vector<quint8> &bytes) {
        return Uint256::decode(QByteArrayView(bytes.data(), std::ssize(bytes))).value();
    };
    return rc::gen::mapcat(rc::gen::inRange<size_t>(0, 33), [ofBytes](size_t size) {
        return rc::gen::map(
            rc::gen::container<std::vector<quint8>>(size, rc::gen::arbitrary<quint8>()), ofBytes);
    });
}

} // namespace

class tst_Uint256 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsDecimals_data();
    void readsDecimals();
    void refuses_data();
    void refuses();
    void readsAtMost32Bytes();
    void encodes32BytesBigEndian();
    void comparesByValue();
    void givesSmallNumbersOnly();
    void neverWraps();
    void dividesRoundingDown();
    void textAndBytesComeBack();
    void agreesWithSmallArithmetic();
    void undoesWhatItDid();
};

void tst_Uint256::readsDecimals_data()
{
    QTest::addColumn<QString>("text");
    for (const auto &text : {u"0"_s, u"7"_s, u"18446744073709551615"_s, u"18446744073709551616"_s,
                             u"340282366920938463463374607431768211456"_s, maxText})
        QTest::newRow(qPrintable(text)) << text;
}

void tst_Uint256::readsDecimals()
{
    QFETCH(QString, text);
    QCOMPARE(number(text).toString(), text);
    QCOMPARE(Uint256::parse(QByteArrayView(text.toLatin1())).value(), number(text));
}

void tst_Uint256::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Error::Kind>("kind");
    const auto malformed = Error::Kind::Malformed;
    QTest::newRow("nothing") << u""_s << malformed;
    QTest::newRow("sign") << u"+1"_s << malformed;
    QTest::newRow("minus") << u"-1"_s << malformed;
    QTest::newRow("space") << u" 1"_s << malformed;
    QTest::newRow("leading zero") << u"01"_s << malformed;
    QTest::newRow("hexadecimal") << u"0x1"_s << malformed;
    QTest::newRow("exponent") << u"1e3"_s << malformed;
    QTest::newRow("point") << u"1.0"_s << malformed;
    QTest::newRow("Arabic digit") << u"\u0661"_s << malformed;
    QTest::newRow("full-width digit") << u"\uff11"_s << malformed;
    QTest::newRow("NUL") << QString(u"1\0"_s) + QChar(0) << malformed;
    QTest::newRow("2^256")
        << u"115792089237316195423570985008687907853269984665640564039457584007913129639936"_s
        << Error::Kind::OutOfRange;
    QTest::newRow("79 digits") << QString(79, u'1') << Error::Kind::OutOfRange;
    QTest::newRow("a million digits") << QString(1'000'000, u'9') << Error::Kind::OutOfRange;
}

void tst_Uint256::refuses()
{
    QFETCH(QString, text);
    QFETCH(Error::Kind, kind);
    const auto read = Uint256::parse(text);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, kind);
    QCOMPARE(read.error().code,
             kind == Error::Kind::Malformed ? "number.malformed"_ba : "number.out_of_range"_ba);
}

void tst_Uint256::readsAtMost32Bytes()
{
    QVERIFY(Uint256::decode(QByteArray()).value().isZero());
    QCOMPARE(Uint256::decode(QByteArray("\x01\x00", 2)).value(), Uint256(256));
    QCOMPARE(Uint256::decode(QByteArray(32, '\xff')).value(), Uint256::max());
    const auto tooLong = Uint256::decode(QByteArray(33, '\0'));
    QVERIFY(!tooLong);
    QCOMPARE(tooLong.error().kind, Error::Kind::OutOfRange);
}

void tst_Uint256::encodes32BytesBigEndian()
{
    QCOMPARE(Uint256(0x0102).encode(), QByteArray(30, '\0') + "\x01\x02");
    QCOMPARE(Uint256::max().encode(), QByteArray(32, '\xff'));
}

void tst_Uint256::comparesByValue()
{
    QVERIFY(Uint256(2) > Uint256(1));
    QVERIFY(number(u"18446744073709551616"_s) > Uint256(~quint64 {0}));
    QVERIFY(Uint256::max() > number(u"340282366920938463463374607431768211456"_s));
    QCOMPARE(Uint256(5), number(u"5"_s));
}

void tst_Uint256::givesSmallNumbersOnly()
{
    QCOMPARE(Uint256(~quint64 {0}).toUint64(), std::optional(~quint64 {0}));
    QCOMPARE(number(u"18446744073709551616"_s).toUint64(), std::nullopt);
    QCOMPARE(Uint256::max().toUint64(), std::nullopt);
}

void tst_Uint256::neverWraps()
{
    const auto half = Uint256::max().dividedBy(2).value();
    QCOMPARE(Uint256::max().plus(0).value(), Uint256::max());
    QCOMPARE(half.times(2).value().plus(1).value(), Uint256::max());
    for (const auto &refused :
         {Uint256::max().plus(1), Uint256(1).plus(Uint256::max()), Uint256(0).minus(1),
          Uint256(5).minus(Uint256::max()), Uint256::max().times(2), half.plus(1).value().times(2),
          Uint256::max().times(Uint256::max())}) {
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::OutOfRange);
        QCOMPARE(refused.error().code, "number.out_of_range"_ba);
    }
}

void tst_Uint256::dividesRoundingDown()
{
    QCOMPARE(Uint256(7).dividedBy(2).value(), Uint256(3));
    QCOMPARE(Uint256(1).dividedBy(Uint256::max()).value(), Uint256(0));
    QCOMPARE(Uint256(1).dividedBy(0).error().kind, Error::Kind::OutOfRange);
}

void tst_Uint256::textAndBytesComeBack()
{
    QVERIFY(rc::check("decode(encode(n)) = parse(toString(n)) = n", [] {
        const auto n = *anyNumber();
        RC_ASSERT(Uint256::decode(n.encode()).value() == n);
        RC_ASSERT(number(n.toString()) == n);
    }));
}

void tst_Uint256::agreesWithSmallArithmetic()
{
    QVERIFY(rc::check("32-bit arithmetic", [](quint32 a, quint32 b) {
        const quint64 wideA = a;
        RC_ASSERT(Uint256(a).plus(b).value() == Uint256(wideA + b));
        RC_ASSERT(Uint256(a).times(b).value() == Uint256(wideA * b));
        RC_ASSERT(Uint256(a).minus(b).has_value() == (a >= b));
        RC_ASSERT((Uint256(a) < Uint256(b)) == (a < b));
    }));
}

void tst_Uint256::undoesWhatItDid()
{
    QVERIFY(rc::check("a + b - b = a; a * b / b = a; or an error", [] {
        const auto a = *anyNumber();
        const auto b = *anyNumber();
        const auto sum = a.plus(b);
        RC_ASSERT(sum.has_value() == (b <= Uint256::max().minus(a).value()));
        RC_ASSERT((!sum || sum->minus(b).value() == a));
        const auto product = a.times(b);
        RC_ASSERT(product.has_value() == (a.isZero() || b <= Uint256::max().dividedBy(a).value()));
        RC_ASSERT((!product || b.isZero() || product->dividedBy(b).value() == a));
        RC_ASSERT(a.minus(b).has_value() == (a >= b));
    }));
}

QTEST_GUILESS_MAIN(tst_Uint256)
#include "tst_uint256.moc"
