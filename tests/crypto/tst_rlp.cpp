// SPDX-License-Identifier: MIT
#include "core/crypto/rlp.h"
#include "tests/crypto/vectors.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace tuppence::evm;
using namespace Qt::StringLiterals;

namespace {

/// An item as the vectors spell it: "0x…" or a list.
QByteArray encodedFrom(const Json &item)
{
    if (item.is_string())
        return rlpBytes(fromHex(QByteArray::fromStdString(item.get<std::string>())).value());
    QByteArrayList items;
    for (const auto &inner : item)
        items.append(encodedFrom(inner));
    return rlpList(items);
}

QByteArray encodedAgain(const RlpItem &item)
{
    if (const auto *bytes = std::get_if<QByteArray>(&item.value))
        return rlpBytes(*bytes);
    QByteArrayList items;
    for (const auto &inner : std::get<std::vector<RlpItem>>(item.value))
        items.append(encodedAgain(inner));
    return rlpList(items);
}

QByteArray nested(int levels)
{
    QByteArray encoded = rlpList({});
    for (int i = 1; i < levels; ++i)
        encoded = rlpList({encoded});
    return encoded;
}

} // namespace

class tst_Rlp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithVectors_data();
    void agreesWithVectors();
    void writesNumbersWithoutLeadingZeros();
    void comesBackWhenLong();
    void refuses_data();
    void refuses();
    void refusesDepth();
    void comesBack();
    void acceptsOneSpellingOnly();
};

void tst_Rlp::agreesWithVectors_data()
{
    QTest::addColumn<QByteArray>("made");
    QTest::addColumn<QByteArray>("encoded");
    const auto file = tests::vectorFile("evm.json");
    for (const auto &row : file.at("rlp"))
        QTest::newRow(tests::text(row, "name").constData())
            << encodedFrom(row.at("item")) << tests::hex(row, "encoded");
}

void tst_Rlp::agreesWithVectors()
{
    QFETCH(QByteArray, made);
    QFETCH(QByteArray, encoded);
    QCOMPARE(made.toHex(), encoded.toHex());
    QCOMPARE(encodedAgain(rlpDecode(encoded).value()), encoded);
}

void tst_Rlp::writesNumbersWithoutLeadingZeros()
{
    QCOMPARE(rlpNumber(0).toHex(), "80"_ba);
    QCOMPARE(rlpNumber(15).toHex(), "0f"_ba);
    QCOMPARE(rlpNumber(1024).toHex(), "820400"_ba);
    QCOMPARE(rlpNumber(Uint256::max()), "\xa0"_ba + QByteArray(32, '\xff'));
}

void tst_Rlp::comesBackWhenLong()
{
    const QByteArray bytes(70'000, 'x'); // a length of three bytes
    const auto encoded = rlpBytes(bytes);
    QCOMPARE(encoded.first(4).toHex(), "ba011170"_ba);
    QCOMPARE(std::get<QByteArray>(rlpDecode(encoded).value().value), bytes);
}

void tst_Rlp::refuses_data()
{
    QTest::addColumn<QByteArray>("encoded");
    const auto row = [](const char *name, const char *digits) {
        QTest::newRow(name) << QByteArray::fromHex(digits);
    };
    row("nothing", "");
    row("two items", "0102");
    row("something behind a list", "c001");
    row("bytes cut off", "8301");
    row("list cut off", "c301");
    row("item of a list cut off", "c18301");
    row("a byte that stands for itself", "817f");
    row("short bytes with a long head", "b80401020304");
    row("short list with a long head", "f80401020304");
    row("length with a leading zero", "b90038");
    row("list length with a leading zero", "f90038");
    row("length cut off", "b9");
    row("list length cut off", "fb0100");
    row("length past the end", "b838aa");
    row("length of 2^64 - 1", "bfffffffffffffffff");
    row("list length of 2^64 - 1", "ffffffffffffffffff");
    row("length of 2^63", "bf8000000000000000");
}

void tst_Rlp::refuses()
{
    QFETCH(QByteArray, encoded);
    const auto item = rlpDecode(encoded);
    QVERIFY(!item);
    QCOMPARE(item.error().kind, Error::Kind::Malformed);
    QCOMPARE(item.error().code, "rlp.malformed"_ba);
}

void tst_Rlp::refusesDepth()
{
    QVERIFY(rlpDecode(nested(32)));
    for (const int levels : {33, 2'000}) {
        const auto item = rlpDecode(nested(levels));
        QVERIFY(!item);
        QCOMPARE(item.error().kind, Error::Kind::OutOfRange);
        QCOMPARE(item.error().code, "rlp.too_deep"_ba);
    }
}

void tst_Rlp::comesBack()
{
    QVERIFY(rc::check("decode(encode(list)) = list", [](const std::vector<std::string> &texts) {
        QByteArrayList encoded;
        std::vector<RlpItem> items;
        for (const auto &text : texts) {
            encoded.append(rlpBytes(QByteArrayView(text)));
            items.push_back({QByteArray::fromStdString(text)});
        }
        RC_ASSERT((rlpDecode(rlpList(encoded)).value() == RlpItem {items}));
    }));
}

void tst_Rlp::acceptsOneSpellingOnly()
{
    QVERIFY(rc::check("noise is refused, or is how we write it", [](const std::string &noise) {
        const QByteArrayView encoded(noise);
        const auto item = rlpDecode(encoded);
        RC_ASSERT((!item || encodedAgain(*item) == encoded));
    }));
    QVERIFY(rc::check("so are heads in any order", [] {
        const auto head =
            rc::gen::element('\0', '\1', '\x80', '\x81', '\xb8', '\xc0', '\xc1', '\xc2', '\xf8');
        const auto noise = *rc::gen::container<std::string>(head);
        const auto item = rlpDecode(QByteArrayView(noise));
        RC_ASSERT((!item || encodedAgain(*item) == QByteArrayView(noise)));
    }));
}

QTEST_GUILESS_MAIN(tst_Rlp)
#include "tst_rlp.moc"
