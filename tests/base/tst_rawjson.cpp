// SPDX-License-Identifier: MIT
#include "core/base/json.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace Qt::StringLiterals;

namespace {

/// JSON text of any shape, spaced and escaped in many ways.
rc::Gen<std::string> anyJson(int levels)
{
    const auto scalar = rc::gen::elementOf(std::vector<std::string> {
        "null", "true", "-0.5e+3", "12345678901234567890", "\"\"", "\"a\\\"b\\\\\"", "\"\\\\\\\\\"",
        "\"}],:{[\"", "\"\\u00e9\xc3\xa9\"", "\" \""});
    if (levels == 0)
        return scalar;
    const auto space = rc::gen::elementOf(std::vector<std::string> {"", " ", "\n\t", "\r\n  "});
    const auto joined = [levels, space](char open, char close, bool withKeys) {
        return rc::gen::exec([=] {
            std::string text(1, open);
            const int count = *rc::gen::inRange(0, 4);
            for (int i = 0; i < count; ++i) {
                text += i > 0 ? "," : "";
                if (withKeys) // \u006b is k: a key that has to be unescaped
                    text += *space + (i % 2 ? "\"\\u006b" : "\"k") + std::to_string(i) + "\""
                        + *space + ":";
                text += *space + *anyJson(levels - 1) + *space;
            }
            return text + *space + close;
        });
    };
    return rc::gen::oneOf(scalar, joined('{', '}', true), joined('[', ']', false));
}

Json read(const QByteArray &text)
{
    return parseJson(text).value();
}

} // namespace

class tst_RawJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsOutTheExactBytes();
    void findsKeysByTheirMeaning();
    void knowsWhatIsNoObject();
    void looksPastAByteOrderMark();
    void agreesWithTheParser();
    void agreesOnWhateverTheParserAccepts();
    void neverCrashesOnNoise();
};

void tst_RawJson::cutsOutTheExactBytes()
{
    const auto object =
        "  { \"a\" : {\"y\": 1.50,  \"x\":\"}\\\"\"} , \"b\":[ 1 ,2], \"c\":0.10 ,\"d\":\"t\" }\n"_ba;
    QCOMPARE(rawMember(object, "a"), std::optional("{\"y\": 1.50,  \"x\":\"}\\\"\"}"_ba));
    QCOMPARE(rawMember(object, "b"), std::optional("[ 1 ,2]"_ba));
    QCOMPARE(rawMember(object, "c"), std::optional("0.10"_ba));
    QCOMPARE(rawMember(object, "d"), std::optional("\"t\""_ba));
    QCOMPARE(rawMember(object, "e"), std::nullopt);
    QCOMPARE(rawElements("[ 1 , \"a,b\",{} ,[]]"),
             std::optional(QByteArrayList {"1", "\"a,b\"", "{}", "[]"}));
    QCOMPARE(rawElements("[]"), std::optional(QByteArrayList()));
    QCOMPARE(rawMembers("{ }").value().size(), 0);
}

void tst_RawJson::findsKeysByTheirMeaning()
{
    QCOMPARE(rawMember("{\"\\u0061\":1}", "a"), std::optional("1"_ba));
    QCOMPARE(rawMember("{\"a\\\"b\":1}", "a\"b"), std::optional("1"_ba));
    QCOMPARE(rawMember("{\"x\":{\"a\":1}}", "a"), std::nullopt);
}

void tst_RawJson::knowsWhatIsNoObject()
{
    for (const char *text :
         {"", "[]", "1", "\"{}\"", "null", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,"})
        QCOMPARE(rawMembers(text), std::nullopt);
    for (const char *text : {"", "{}", "1", "\"[]\"", "[", "[1", "[1,"})
        QCOMPARE(rawElements(text), std::nullopt);
}

void tst_RawJson::looksPastAByteOrderMark()
{
    const auto text = "\xef\xbb\xbf{\"a\":1}"_ba;
    QVERIFY(parseJson(text));
    QCOMPARE(rawMember(text, "a"), std::optional("1"_ba));
}

void tst_RawJson::agreesWithTheParser()
{
    QVERIFY(rc::check("each cut-out parses to what the parser has there", [] {
        const auto text = QByteArray::fromStdString(*anyJson(4));
        const auto json = read(text);
        const auto members = rawMembers(text);
        const auto elements = rawElements(text);
        RC_ASSERT(members.has_value() == json.is_object());
        RC_ASSERT(elements.has_value() == json.is_array());
        if (members) {
            RC_ASSERT(members->size() == std::ssize(json));
            qsizetype at = 0;
            for (const auto &[key, value] : json.items()) {
                RC_ASSERT(members->at(at).first == QByteArray::fromStdString(key));
                RC_ASSERT(read(members->at(at).second) == value);
                RC_ASSERT(text.contains(members->at(at).second));
                RC_ASSERT(members->at(at).second.trimmed() == members->at(at).second);
                ++at;
            }
        }
        if (elements) {
            RC_ASSERT(elements->size() == std::ssize(json));
            for (qsizetype i = 0; i < elements->size(); ++i)
                RC_ASSERT(read(elements->at(i)) == json.at(static_cast<size_t>(i)));
        }
    }));
}

void tst_RawJson::agreesOnWhateverTheParserAccepts()
{
    QVERIFY(rc::check("a damaged text that still parses is still cut right", [] {
        auto text = *anyJson(3);
        const auto at = *rc::gen::inRange<size_t>(0, text.size());
        text.at(at) = *rc::gen::arbitrary<char>();
        const auto damaged = QByteArray::fromStdString(text);
        const auto json = parseJson(damaged);
        if (!json)
            return;
        const auto members = rawMembers(damaged);
        RC_ASSERT(members.has_value() == json->is_object());
        for (const auto &[key, value] :
             members.value_or(QList<std::pair<QByteArray, QByteArray>>()))
            RC_ASSERT(read(value) == json->at(key.toStdString()));
        const auto elements = rawElements(damaged);
        RC_ASSERT(elements.has_value() == json->is_array());
        for (qsizetype i = 0; elements && i < elements->size(); ++i)
            RC_ASSERT(read(elements->at(i)) == json->at(static_cast<size_t>(i)));
    }));
}

void tst_RawJson::neverCrashesOnNoise()
{
    const auto check = [](const std::string &noise) {
        const QByteArrayView text(noise);
        const auto members = rawMembers(text);
        RC_ASSERT((!members || members->size() <= text.size()));
        const auto elements = rawElements(text);
        RC_ASSERT((!elements || elements->size() <= text.size()));
        const auto member = rawMember(text, "a"); // reads no further than that
        RC_ASSERT((!member || member->size() < text.size()));
    };
    QVERIFY(rc::check("any bytes", [check](const std::string &noise) { check(noise); }));
    QVERIFY(rc::check("JSON's own characters in any order", [check] {
        check(*rc::gen::container<std::string>(rc::gen::elementOf(std::string("{}[]\"\\,: a1"))));
    }));
}

QTEST_GUILESS_MAIN(tst_RawJson)
#include "tst_rawjson.moc"
