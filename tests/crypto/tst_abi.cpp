// SPDX-License-Identifier: MIT
#include "core/crypto/abi.h"
#include "tests/crypto/vectors.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace tuppence::evm;
using namespace Qt::StringLiterals;

namespace {

const auto cow = Address::parse("0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826").value();

QList<AbiValue> valuesFrom(const Json &trees);

/// A value as the vectors spell it: {"number": "5"}, {"tuple": [...]}, ...
AbiValue valueFrom(const Json &tree)
{
    const auto spelled = tests::text;
    if (tree.contains("number"))
        return AbiValue::number(Uint256::parse(QByteArrayView(spelled(tree, "number"))).value());
    if (tree.contains("address"))
        return AbiValue::address(Address::parse(spelled(tree, "address")).value());
    if (tree.contains("boolean"))
        return AbiValue::boolean(tree.at("boolean").get<bool>());
    if (tree.contains("fixed"))
        return AbiValue::fixedBytes(tests::hex(tree, "fixed")).value();
    if (tree.contains("bytes"))
        return AbiValue::bytes(tests::hex(tree, "bytes"));
    if (tree.contains("tuple"))
        return AbiValue::tuple(valuesFrom(tree.at("tuple")));
    return AbiValue::array(valuesFrom(tree.at("array")));
}

QList<AbiValue> valuesFrom(const Json &trees)
{
    QList<AbiValue> values;
    for (const auto &tree : trees)
        values.append(valueFrom(tree));
    return values;
}

QByteArray word(quint64 number)
{
    return Uint256(number).encode();
}

} // namespace

class tst_Abi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithVectors_data();
    void agreesWithVectors();
    void namesFunctions();
    void writesCalls();
    void refusesFixedBytesOfOtherLengths();
    void readsWhatItWrote();
    void readsTheAnswersOfMulticall3();
    void refuses_data();
    void refuses();
    void readsEmptyArraysAndBytes();
    void neverCrashesOnNoise();
};

void tst_Abi::agreesWithVectors_data()
{
    QTest::addColumn<QByteArray>("made");
    QTest::addColumn<QByteArray>("encoded");
    const auto file = tests::vectorFile("evm.json");
    for (const auto &row : file.at("abi"))
        QTest::newRow(tests::text(row, "name").constData())
            << abiEncode(valuesFrom(row.at("arguments"))) << tests::hex(row, "encoded");
}

void tst_Abi::agreesWithVectors()
{
    QFETCH(QByteArray, made);
    QFETCH(QByteArray, encoded);
    QCOMPARE(made.toHex(), encoded.toHex());
}

void tst_Abi::namesFunctions()
{
    QCOMPARE(abiSelector("transfer(address,uint256)").toHex(), "a9059cbb"_ba);
    QCOMPARE(abiSelector("balanceOf(address)").toHex(), "70a08231"_ba);
    QCOMPARE(abiSelector("aggregate3((address,bool,bytes)[])").toHex(), "82ad56cb"_ba);
}

void tst_Abi::writesCalls()
{
    const auto call =
        abiCall("transfer(address,uint256)", {AbiValue::address(cow), AbiValue::number(5)});
    QCOMPARE(call.toHex(),
             "a9059cbb"
             "000000000000000000000000cd2a3d9f938e13cd947ec05abc7fe734df8dd826"
             "0000000000000000000000000000000000000000000000000000000000000005"_ba);
}

void tst_Abi::refusesFixedBytesOfOtherLengths()
{
    for (const int size : {0, 33}) {
        const auto value = AbiValue::fixedBytes(QByteArray(size, 'a'));
        QVERIFY(!value);
        QCOMPARE(value.error().kind, Error::Kind::OutOfRange);
        QCOMPARE(value.error().code, "abi.word_length"_ba);
    }
}

void tst_Abi::readsWhatItWrote()
{
    const auto encoded = abiEncode(
        {AbiValue::number(Uint256::max()), AbiValue::address(cow), AbiValue::boolean(true),
         AbiValue::bytes("forty-two"), AbiValue::array({AbiValue::number(1), AbiValue::number(2)}),
         AbiValue::tuple({AbiValue::bytes("inside"), AbiValue::number(3)})});
    const AbiReader reader(encoded);
    QCOMPARE(reader.number(0).value(), Uint256::max());
    QCOMPARE(reader.address(1).value(), cow);
    QCOMPARE(reader.boolean(2).value(), true);
    QCOMPARE(reader.bytes(3).value(), "forty-two"_ba);
    QCOMPARE(reader.words(4).value(), (QList<QByteArrayView> {word(1), word(2)}));
    const auto tuple = reader.tuple(5).value();
    QCOMPARE(tuple.bytes(0).value(), "inside"_ba);
    QCOMPARE(tuple.number(1).value(), Uint256(3));
}

void tst_Abi::readsTheAnswersOfMulticall3()
{
    const auto answer = [](bool success, const QByteArray &bytes) {
        return AbiValue::tuple({AbiValue::boolean(success), AbiValue::bytes(bytes)});
    };
    const auto encoded = abiEncode({AbiValue::array({answer(true, word(7)), answer(false, {})})});
    const auto answers = AbiReader(encoded).tuples(0).value();
    QCOMPARE(answers.size(), 2);
    QCOMPARE(answers.at(0).boolean(0).value(), true);
    QCOMPARE(answers.at(0).bytes(1).value(), word(7));
    QCOMPARE(answers.at(1).boolean(0).value(), false);
    QCOMPARE(answers.at(1).bytes(1).value(), ""_ba);
}

void tst_Abi::refuses_data()
{
    QTest::addColumn<QByteArray>("encoded");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("31 bytes") << QByteArray(31, '\0');
    QTest::newRow("offset past the end") << word(33) + word(0);
    QTest::newRow("offset to the end") << word(32);
    QTest::newRow("offset of 2^64") << QByteArray(23, '\0') + '\1' + QByteArray(8, '\0');
    QTest::newRow("offset of 2^256 - 1") << QByteArray(32, '\xff');
    QTest::newRow("length past the end") << word(32) + word(33) + word(0);
    QTest::newRow("length of 2^63") << word(32) + word(quint64 {1} << 63) + word(0);
    QTest::newRow("length of 2^256 - 1") << word(32) + QByteArray(32, '\xff') + word(0);
    QTest::newRow("half a length") << word(32) + QByteArray(16, '\0');
}

void tst_Abi::refuses()
{
    QFETCH(QByteArray, encoded);
    const AbiReader reader(encoded);
    const auto refused = [](const auto &read) {
        return !read && read.error().kind == Error::Kind::Malformed
            && read.error().code == "abi.malformed";
    };
    QVERIFY(refused(reader.bytes(0)));
    QVERIFY(refused(reader.words(0)));
    QVERIFY(refused(reader.tuples(0)));
    QVERIFY(refused(reader.word(-1)));
    QVERIFY(refused(reader.word(1'000'000)));
    QVERIFY(refused(reader.number(9)));
    QVERIFY(refused(reader.tuple(9)));
    QVERIFY(refused(AbiReader(word(2)).boolean(0)));
    QVERIFY(refused(AbiReader(QByteArray(32, '\1')).address(0)));
}

void tst_Abi::readsEmptyArraysAndBytes()
{
    const auto encoded = word(32) + word(0);
    QCOMPARE(AbiReader(encoded).bytes(0).value(), ""_ba);
    QCOMPARE(AbiReader(encoded).words(0).value().size(), 0);
    QCOMPARE(AbiReader(encoded).tuples(0).value().size(), 0);
}

void tst_Abi::neverCrashesOnNoise()
{
    const auto small = rc::gen::map(rc::gen::inRange<quint64>(0, 200), word);
    QVERIFY(rc::check("words in any order stay inside of their bytes", [&] {
        const auto words = *rc::gen::container<std::vector<QByteArray>>(small);
        QByteArray encoded;
        for (const auto &one : words)
            encoded += one;
        const AbiReader reader(encoded);
        const auto bytes = reader.bytes(0);
        RC_ASSERT((!bytes || bytes->size() <= encoded.size()));
        const auto tuples = reader.tuples(0);
        for (const auto &tuple : tuples.value_or(QList<AbiReader>())) {
            const auto inner = tuple.bytes(1);
            RC_ASSERT((!inner || inner->size() <= encoded.size()));
        }
        const auto found = reader.words(1);
        RC_ASSERT((!found || found->size() <= encoded.size()));
    }));
}

QTEST_GUILESS_MAIN(tst_Abi)
#include "tst_abi.moc"
