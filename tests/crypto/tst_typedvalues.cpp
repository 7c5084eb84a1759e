// SPDX-License-Identifier: MIT
#include "core/crypto/eip712.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace tuppence::evm;
using namespace Qt::StringLiterals;

namespace {

TypedSchema schema(const QList<StructType> &types)
{
    return TypedSchema::create(types).value();
}

/// The struct hash of `value` as the one member of a struct, or why there is none.
Result<QByteArray> hashOf(const QByteArray &type, const TypedValue &value)
{
    return schema({{"One", {{type, "value"}}}}).structHash("One", {{"value", value}});
}

} // namespace

class tst_TypedValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesSchemas_data();
    void refusesSchemas();
    void refusesUnknownTypes();
    void refusesValues_data();
    void refusesValues();
    void wantsEveryMemberOnce();
    void namesTheMember();
    void refusesSaltOfOtherLength();
    void refusesDepth();
    void takesMembersInAnyOrder();
    void tellsEveryValueApart();
};

void tst_TypedValues::refusesSchemas_data()
{
    QTest::addColumn<QList<StructType>>("types");
    const auto row = [](const char *name, const QList<StructType> &types) {
        QTest::newRow(name) << types;
    };
    for (const auto &type : {""_ba,
                             "uint"_ba,
                             "int"_ba,
                             "uint7"_ba,
                             "uint0"_ba,
                             "uint264"_ba,
                             "uint08"_ba,
                             "uint256 "_ba,
                             "bytes0"_ba,
                             "bytes33"_ba,
                             "Uint256"_ba,
                             "float"_ba,
                             "[]"_ba,
                             "uint256["_ba,
                             "uint256]"_ba,
                             "uint256[0]"_ba,
                             "uint256[01]"_ba,
                             "uint256[-1]"_ba,
                             "uint256[][x]"_ba,
                             "uint256[]a"_ba,
                             "Unknown"_ba,
                             "Unknown[]"_ba,
                             "uint256[9999999999]"_ba})
        row(('"' + type + '"').constData(), {{"One", {{type, "value"}}}});
    for (const auto &name :
         {""_ba, "1"_ba, "a b"_ba, "a,uint256 b"_ba, "a)b"_ba, "a-b"_ba, "\xc3\xa9"_ba}) {
        row(("member named \"" + name + '"').constData(), {{"One", {{"bool", name}}}});
        row(("struct named \"" + name + '"').constData(), {{name, {{"bool", "a"}}}});
    }
    row("struct named like a type", {{"uint256", {{"bool", "a"}}}});
    row("member twice", {{"One", {{"bool", "a"}, {"uint8", "a"}}}});
    row("struct twice", {{"One", {{"bool", "a"}}}, {"One", {{"bool", "b"}}}});
}

void tst_TypedValues::refusesSchemas()
{
    QFETCH(QList<StructType>, types);
    const auto made = TypedSchema::create(types);
    QVERIFY(!made);
    QCOMPARE(made.error().kind, Error::Kind::Malformed);
    QCOMPARE(made.error().code, "typed.schema"_ba);
}

void tst_TypedValues::refusesUnknownTypes()
{
    const auto types = schema({{"One", {{"bool", "a"}}}});
    for (const auto &error : {types.typeText("Two").error(), types.typeHash("bool").error(),
                              types.structHash("", {}).error()})
        QCOMPARE(error.code, "typed.schema"_ba);
}

void tst_TypedValues::refusesValues_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<TypedValue>("value");
    QTest::addColumn<Error::Kind>("kind");
    const auto row = [](const char *name, const QByteArray &type, const TypedValue &value,
                        Error::Kind kind) { QTest::newRow(name) << type << value << kind; };
    const auto other = Error::Kind::Malformed;
    const auto range = Error::Kind::OutOfRange;
    const Uint256 big = Uint256::decode("\1" + QByteArray(31, '\0')).value(); // 2^248
    row("256 in uint8", "uint8", {Uint256(256)}, range);
    row("2^248 in uint248", "uint248", {big}, range);
    row("128 in int8", "int8", {SignedNumber {128, false}}, range);
    row("-129 in int8", "int8", {SignedNumber {129, true}}, range);
    row("2^256 - 1 in int256", "int256", {SignedNumber {Uint256::max(), false}}, range);
    row("- 2^256 + 1 in int256", "int256", {SignedNumber {Uint256::max(), true}}, range);
    row("31 bytes in bytes32", "bytes32", {QByteArray(31, 'a')}, range);
    row("33 bytes in bytes32", "bytes32", {QByteArray(33, 'a')}, range);
    row("one in three", "bool[3]", {TypedValue::Elements {{true}}}, range);
    row("number for int", "int8", {Uint256(1)}, other);
    row("int for number", "uint8", {SignedNumber {1, false}}, other);
    row("text for number", "uint8", {u"1"_s}, other);
    row("number for bool", "bool", {Uint256(1)}, other);
    row("bytes for text", "string", {"a"_ba}, other);
    row("text for bytes", "bytes", {u"0x00"_s}, other);
    row("text for address", "address", {u"0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"_s}, other);
    row("bytes for address", "address", {QByteArray(20, 'a')}, other);
    row("one for many", "bool[]", {true}, other);
    row("many for one", "bool", {TypedValue::Elements {{true}}}, other);
    row("struct for many", "bool[]", {TypedValue::Members {}}, other);
    row("another in an array", "bool[]", {TypedValue::Elements {{true}, {Uint256(1)}}}, other);
}

void tst_TypedValues::refusesValues()
{
    QFETCH(QByteArray, type);
    QFETCH(TypedValue, value);
    QFETCH(Error::Kind, kind);
    const auto hash = hashOf(type, value);
    QVERIFY(!hash);
    QCOMPARE(hash.error().kind, kind);
    QCOMPARE(hash.error().code,
             kind == Error::Kind::Malformed ? "typed.value"_ba : "typed.out_of_range"_ba);
    QCOMPARE(hash.error().data, (QJsonObject {{u"member"_s, u"value"_s}}));
}

void tst_TypedValues::wantsEveryMemberOnce()
{
    const auto types = schema({{"Two", {{"bool", "a"}, {"bool", "b"}}}});
    QVERIFY(types.structHash("Two", {{"a", {true}}, {"b", {true}}}));
    for (const auto &members :
         {TypedValue::Members {}, TypedValue::Members {{"a", {true}}},
          TypedValue::Members {{"a", {true}}, {"a", {true}}},
          TypedValue::Members {{"a", {true}}, {"c", {true}}},
          TypedValue::Members {{"a", {true}}, {"b", {true}}, {"c", {true}}},
          TypedValue::Members {{"a", {true}}, {"b", {true}}, {"b", {true}}}}) {
        const auto hash = types.structHash("Two", members);
        QVERIFY(!hash);
        QCOMPARE(hash.error().code, "typed.value"_ba);
        QCOMPARE(hash.error().kind, Error::Kind::Malformed);
        QVERIFY(hash.error().data.contains(u"member"_s));
    }
}

void tst_TypedValues::namesTheMember()
{
    const auto types = schema({{"Outer", {{"Inner[]", "list"}}}, {"Inner", {{"uint8", "small"}}}});
    const TypedValue::Members inner {{"small", {Uint256(256)}}};
    const auto hash = types.structHash("Outer", {{"list", {TypedValue::Elements {{inner}}}}});
    QCOMPARE(hash.error().data, (QJsonObject {{u"member"_s, u"small"_s}}));
}

void tst_TypedValues::refusesSaltOfOtherLength()
{
    TypedDomain domain;
    domain.salt = QByteArray(31, 'a');
    QCOMPARE(domainSeparator(domain).error().code, "typed.out_of_range"_ba);
}

void tst_TypedValues::refusesDepth()
{
    const auto types = schema({{"Node", {{"Node[]", "children"}}}});
    const auto hash = [&](int levels) {
        TypedValue::Members node {{"children", {TypedValue::Elements {}}}};
        for (int i = 1; i < levels; ++i)
            node = {{"children", {TypedValue::Elements {{node}}}}};
        return types.structHash("Node", node);
    };
    QVERIFY(hash(16)); // a struct and an array each
    const auto tooDeep = hash(17);
    QVERIFY(!tooDeep);
    QCOMPARE(tooDeep.error().kind, Error::Kind::OutOfRange);
    QCOMPARE(tooDeep.error().code, "typed.too_deep"_ba);
    QVERIFY(!hashOf("bool" + QByteArray("[]").repeated(1000), {true}));
}

void tst_TypedValues::takesMembersInAnyOrder()
{
    const auto types = schema({{"Two", {{"bool", "a"}, {"uint8", "b"}}}});
    QCOMPARE(types.structHash("Two", {{"b", {Uint256(1)}}, {"a", {true}}}).value(),
             types.structHash("Two", {{"a", {true}}, {"b", {Uint256(1)}}}).value());
}

void tst_TypedValues::tellsEveryValueApart()
{
    QVERIFY(rc::check("other values have other hashes",
                      [](quint64 a, quint64 b, const std::string &text, const std::string &other) {
                          RC_ASSERT((hashOf("uint64", {Uint256(a)}).value()
                                     == hashOf("uint64", {Uint256(b)}).value())
                                    == (a == b));
                          const auto bytes = [](const std::string &any) {
                              return hashOf("bytes", {QByteArray::fromStdString(any)}).value();
                          };
                          RC_ASSERT((bytes(text) == bytes(other)) == (text == other));
                      }));
}

QTEST_GUILESS_MAIN(tst_TypedValues)
#include "tst_typedvalues.moc"
