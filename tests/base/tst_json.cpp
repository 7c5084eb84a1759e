// SPDX-License-Identifier: MIT
#include "core/base/json.h"

#include <QTest>

using namespace tuppence;
using namespace Qt::StringLiterals;

namespace {

QByteArray nested(int levels, const QByteArray &inside)
{
    return QByteArray(levels, '[') + inside + QByteArray(levels, ']');
}

QByteArray objectWith(int members)
{
    QByteArrayList texts;
    for (int i = 0; i < members; ++i)
        texts.append('"' + QByteArray::number(i) + "\":0");
    return '{' + texts.join(',') + '}';
}

} // namespace

class tst_Json : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderOfKeys();
    void refuses_data();
    void refuses();
    void readsUpToItsLimits();
    void refusesDepthEvenWhenHuge();
    void takesNullForAbsent();
    void takesTextOnlyForText();
};

void tst_Json::keepsTheOrderOfKeys()
{
    const auto read = parseJson(R"({"z":1,"a":{"y":2,"b":3}})").value();
    QCOMPARE(QByteArray::fromStdString(read.dump()), R"({"z":1,"a":{"y":2,"b":3}})"_ba);
}

void tst_Json::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    const auto malformed = "json.malformed"_ba;
    QTest::newRow("nothing") << ""_ba << malformed;
    QTest::newRow("spaces") << "  "_ba << malformed;
    QTest::newRow("open object") << R"({"a":1)"_ba << malformed;
    QTest::newRow("comma at the end") << "[1,]"_ba << malformed;
    QTest::newRow("comment") << "[1/*2*/]"_ba << malformed;
    QTest::newRow("single quotes") << "['a']"_ba << malformed;
    QTest::newRow("NaN") << "[NaN]"_ba << malformed;
    QTest::newRow("number past double") << "[1e999]"_ba << malformed;
    QTest::newRow("leading zero") << "[01]"_ba << malformed;
    QTest::newRow("two values") << "{}{}"_ba << malformed;
    QTest::newRow("something behind NUL") << QByteArray("{}\0{}", 5) << malformed;
    QTest::newRow("NUL in text") << QByteArray("[\"\0\"]", 5) << malformed;
    QTest::newRow("not UTF-8") << "[\"\xff\"]"_ba << malformed;
    QTest::newRow("half a surrogate") << R"(["\ud800"])"_ba << malformed;
    QTest::newRow("key twice") << R"({"a":1,"a":1})"_ba
                               << "json.doubled_key"_ba;
    QTest::newRow("key twice, spelled differently") << R"({"a":1,"\u0061":2})"_ba
                                                    << "json.doubled_key"_ba;
    QTest::newRow("key twice, deep") << R"([{"b":{"a":1,"c":{"a":0},"a":2}}])"_ba
                                     << "json.doubled_key"_ba;
    QTest::newRow("too deep, empty") << nested(33, {}) << "json.too_deep"_ba;
    QTest::newRow("too deep, with a value") << nested(33, "1") << "json.too_deep"_ba;
    QTest::newRow("too deep, an object") << nested(32, "{}") << "json.too_deep"_ba;
    QTest::newRow("too large") << '"' + QByteArray(64 * 1024, 'a') + '"' << "json.too_large"_ba;
    QTest::newRow("too many members") << objectWith(4097) << "json.too_many_members"_ba;
}

void tst_Json::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, code);
    const auto read = parseJson(text);
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
    QCOMPARE(read.error().kind,
             code.startsWith("json.too") ? Error::Kind::OutOfRange : Error::Kind::Malformed);
}

void tst_Json::readsUpToItsLimits()
{
    QVERIFY(parseJson(nested(32, {})));
    QVERIFY(parseJson(nested(32, "1")));
    QVERIFY(parseJson(nested(31, R"({"a":1})")));
    QVERIFY(parseJson(objectWith(4096)));
    QVERIFY(parseJson('"' + QByteArray(64 * 1024 - 2, 'a') + '"'));
    QVERIFY(parseJson("[1]", 3));
    QCOMPARE(parseJson("[12]", 3).error().code, "json.too_large"_ba);
    QVERIFY(parseJson(R"([{"a":1},{"a":1}])")); // the same key in two objects
    QVERIFY(parseJson(R"({"a":{"a":1}})"));
}

void tst_Json::refusesDepthEvenWhenHuge()
{
    const int levels = 1'000'000;
    QCOMPARE(parseJson(QByteArray(levels, '['), 2 * levels).error().code, "json.too_deep"_ba);
    QCOMPARE(parseJson(nested(levels, {}), 2 * levels).error().code, "json.too_deep"_ba);
}

void tst_Json::takesNullForAbsent()
{
    const auto read = parseJson(R"({"a":null,"b":0})").value();
    QCOMPARE(member(read, "a"), nullptr);
    QVERIFY(member(read, "b"));
    QCOMPARE(member(read, "c"), nullptr);
    QCOMPARE(member(Json::array(), "a"), nullptr);
    QCOMPARE(member(Json("a"), "a"), nullptr);
}

void tst_Json::takesTextOnlyForText()
{
    const auto read = parseJson(R"({"a":"x\u00e9","b":1,"c":null,"d":""})").value();
    QCOMPARE(textMember(read, "a"), std::optional("x\xc3\xa9"_ba));
    QCOMPARE(textMember(read, "b"), std::nullopt);
    QCOMPARE(textMember(read, "c"), std::nullopt);
    QCOMPARE(textMember(read, "d"), std::optional(""_ba));
    QCOMPARE(textMember(read, "e"), std::nullopt);
}

QTEST_GUILESS_MAIN(tst_Json)
#include "tst_json.moc"
