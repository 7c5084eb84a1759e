// SPDX-License-Identifier: MIT
#include "core/net/jsonrpc.h"
#include "tests/net/scriptedhttp.h"
#include "tests/net/waiting.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::net;
using namespace tuppence::tests;
using namespace Qt::StringLiterals;

namespace {

const QUrl serverUrl(u"https://rpc.example/v1"_s);

} // namespace

class tst_JsonRpc : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asks();
    void givesTheResult_data();
    void givesTheResult();
    void saysWhatWentWrong_data();
    void saysWhatWentWrong();
    void tellsWhatTheServerSaid();
    void saysWhyItIsUnreachable();
    void matchesBatchesById();
    void failsCallsOnTheirOwn();
    void sharesOneErrorAmongABatch();
    void refusesABatchOfNothing();
    void asksNothingForAnEmptyBatch();
    void capsTheAnswer();
    void asksOnlySafeAddresses_data();
    void asksOnlySafeAddresses();
};

void tst_JsonRpc::asks()
{
    ScriptedHttp http([](const Request &) {
        return Response {200, {}, R"({"jsonrpc":"2.0","id":1,"result":"0x1"})", {}};
    });
    const JsonRpc rpc(http, serverUrl);
    QVERIFY(awaited(rpc.call({"eth_getBalance", {"0xab", "latest"}})).value() == Json("0x1"));
    QCOMPARE(http.requests.size(), 1);
    const Request &request = http.requests.first();
    QCOMPARE(request.method, "POST"_ba);
    QCOMPARE(request.url, serverUrl);
    QCOMPARE(request.headers.first("content-type"), std::optional("application/json"_ba));
    QCOMPARE(request.body,
             R"({"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":["0xab","latest"]})"_ba);
}

void tst_JsonRpc::givesTheResult_data()
{
    QTest::addColumn<QByteArray>("result");

    for (const char *result : {"null", "true", "\"0x\"", "{\"a\":[1,2]}", "[]", "0"})
        QTest::newRow(result) << QByteArray(result);
}

void tst_JsonRpc::givesTheResult()
{
    QFETCH(const QByteArray, result);
    ScriptedHttp http([&](const Request &) {
        return Response {
            200, {}, R"({"jsonrpc":"2.0","id":1,"error":null,"result":)" + result + '}', {}};
    });
    const auto answer = awaited(JsonRpc(http, serverUrl).call({"m"}));
    QCOMPARE(QByteArray::fromStdString(answer->dump()), result);
}

void tst_JsonRpc::saysWhatWentWrong_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("code");

    const auto row = [](const char *name, int status, const char *body, const char *code) {
        QTest::newRow(name) << status << QByteArray(body) << QByteArray(code);
    };
    row("status", 429, R"({"jsonrpc":"2.0","id":1,"result":"0x1"})", "rpc.status");
    row("redirect", 302, "", "rpc.status");
    row("payment", 402, "", "rpc.status");
    row("no JSON", 200, "<html>", "rpc.malformed");
    row("nothing", 200, "", "rpc.malformed");
    row("no object", 200, "[]", "rpc.malformed");
    row("text", 200, "\"0x1\"", "rpc.malformed");
    row("another id", 200, R"({"jsonrpc":"2.0","id":2,"result":"0x1"})", "rpc.malformed");
    row("id as text", 200, R"({"jsonrpc":"2.0","id":"1","result":"0x1"})", "rpc.malformed");
    row("no id", 200, R"({"jsonrpc":"2.0","result":"0x1"})", "rpc.malformed");
    row("no result", 200, R"({"jsonrpc":"2.0","id":1})", "rpc.malformed");
    row("error as text", 200, R"({"jsonrpc":"2.0","id":1,"error":"no"})", "rpc.malformed");
    row("doubled key", 200, R"({"id":1,"result":"0x1","result":"0x2"})", "rpc.malformed");
    row("error", 200, R"({"id":1,"error":{"code":-32000,"message":"no"}})", "rpc.error");
    row("error and result", 200, R"({"id":1,"result":"0x1","error":{"code":1,"message":"no"}})",
        "rpc.error");
    row("error without id", 200, R"({"id":null,"error":{"code":-32700,"message":"no"}})",
        "rpc.error");
}

void tst_JsonRpc::saysWhatWentWrong()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, code);
    ScriptedHttp http([&](const Request &) { return Response {status, {}, body, {}}; });
    const auto error = awaitedError(JsonRpc(http, serverUrl).call({"m"}));
    QCOMPARE(error.code, code);
    QCOMPARE(error.kind, code == "rpc.error" ? Error::Kind::Refused : Error::Kind::Network);
    QCOMPARE(error.data.value(u"host"_s), QJsonValue(u"rpc.example"_s));
    QCOMPARE(http.requests.size(), 1);
}

void tst_JsonRpc::tellsWhatTheServerSaid()
{
    const QByteArray words(1000, 'x');
    ScriptedHttp http([&](const Request &) {
        return Response {200,
                         {},
                         R"({"id":1,"error":{"code":3,"message":")" + words
                             + R"(","data":"0x08"}})",
                         {}};
    });
    const auto error = awaitedError(JsonRpc(http, serverUrl).call({"eth_call"}));
    QCOMPARE(error.data,
             (QJsonObject {{u"host"_s, u"rpc.example"_s},
                           {u"method"_s, u"eth_call"_s},
                           {u"number"_s, 3},
                           {u"message"_s, QString::fromUtf8(words.first(300))}}));
    QCOMPARE(error.detail, u"\"0x08\""_s);
}

void tst_JsonRpc::saysWhyItIsUnreachable()
{
    ScriptedHttp http([](const Request &) -> Result<Response> {
        return fail(Error::Kind::Network, "http.timeout");
    });
    const JsonRpc rpc(http, serverUrl);
    for (const auto &error : {awaitedError(rpc.call({"m"})), awaitedError(rpc.batch({{"m"}}))}) {
        QCOMPARE(error.kind, Error::Kind::Network);
        QCOMPARE(error.code, "rpc.unreachable"_ba);
        QCOMPARE(error.data,
                 (QJsonObject {{u"host"_s, u"rpc.example"_s}, {u"cause"_s, u"http.timeout"_s}}));
    }
}

void tst_JsonRpc::matchesBatchesById()
{
    ScriptedHttp http([](const Request &) {
        return Response {
            200, {}, R"([{"id":3,"result":"c"},{"id":1,"result":"a"},{"id":2,"result":"b"}])", {}};
    });
    const auto answers = awaited(JsonRpc(http, serverUrl).batch({{"x"}, {"y"}, {"z"}}));
    QCOMPARE(answers->size(), 3);
    QVERIFY(answers->at(0).value() == Json("a"));
    QVERIFY(answers->at(1).value() == Json("b"));
    QVERIFY(answers->at(2).value() == Json("c"));
    QCOMPARE(http.requests.first().body,
             R"([{"jsonrpc":"2.0","id":1,"method":"x","params":[]},)"
             R"({"jsonrpc":"2.0","id":2,"method":"y","params":[]},)"
             R"({"jsonrpc":"2.0","id":3,"method":"z","params":[]}])"_ba);
}

void tst_JsonRpc::failsCallsOnTheirOwn()
{
    ScriptedHttp http([](const Request &) {
        return Response {200,
                         {},
                         R"([{"id":1,"result":"a"},{"id":2,"error":{"code":1,"message":"no"}},)"
                         R"({"id":9,"result":"?"},{"result":"?"},7,)"
                         R"({"id":4,"result":"d"},{"id":4,"result":"e"}])",
                         {}};
    });
    const auto answers = awaited(JsonRpc(http, serverUrl).batch({{"w"}, {"x"}, {"y"}, {"z"}}));
    QVERIFY(answers->at(0).value() == Json("a"));
    QCOMPARE(answers->at(1).error().code, "rpc.error"_ba);
    QCOMPARE(answers->at(1).error().data.value(u"method"_s), QJsonValue(u"x"_s));
    QCOMPARE(answers->at(2).error().code, "rpc.malformed"_ba); // not answered
    QCOMPARE(answers->at(3).error().code, "rpc.malformed"_ba); // answered twice
}

void tst_JsonRpc::sharesOneErrorAmongABatch()
{
    ScriptedHttp http([](const Request &) {
        return Response {
            200, {}, R"({"id":null,"error":{"code":-32600,"message":"no batches"}})", {}};
    });
    const auto answers = awaited(JsonRpc(http, serverUrl).batch({{"x"}, {"y"}}));
    QCOMPARE(answers->size(), 2);
    for (const auto &answer : *answers)
        QCOMPARE(answer.error().data.value(u"message"_s), QJsonValue(u"no batches"_s));
}

void tst_JsonRpc::refusesABatchOfNothing()
{
    for (const char *body : {"{}", "7", R"({"id":1,"result":"a"})"}) {
        ScriptedHttp http([&](const Request &) { return Response {200, {}, body, {}}; });
        QCOMPARE(awaitedError(JsonRpc(http, serverUrl).batch({{"x"}})).code, "rpc.malformed"_ba);
    }
}

void tst_JsonRpc::asksNothingForAnEmptyBatch()
{
    ScriptedHttp http([](const Request &) { return Response {500, {}, {}, {}}; });
    QVERIFY(awaited(JsonRpc(http, serverUrl).batch({}))->isEmpty());
    QVERIFY(http.requests.isEmpty());
}

void tst_JsonRpc::capsTheAnswer()
{
    const QByteArray body = R"({"id":1,"result":"0x00"})";
    ScriptedHttp http([&](const Request &) { return Response {200, {}, body, {}}; });
    QVERIFY(awaited(JsonRpc(http, serverUrl, body.size()).call({"m"})).has_value());
    QCOMPARE(awaitedError(JsonRpc(http, serverUrl, body.size() - 1).call({"m"})).code,
             "rpc.malformed"_ba);
}

void tst_JsonRpc::asksOnlySafeAddresses_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isSafe");

    const auto row = [](const char *url, bool isSafe) {
        QTest::newRow(url) << QString::fromLatin1(url) << isSafe;
    };
    row("https://rpc.example/key", /*isSafe=*/true);
    row("http://127.0.0.1:8545", /*isSafe=*/true);
    row("http://localhost:8545", /*isSafe=*/true);
    row("http://[::1]:8545", /*isSafe=*/true);
    row("http://rpc.example/", /*isSafe=*/false);
    row("https://192.168.1.1/", /*isSafe=*/false);
    row("http://192.168.1.1/", /*isSafe=*/false);
    row("wss://rpc.example/", /*isSafe=*/false);
    row("https://name:word@rpc.example/", /*isSafe=*/false);
    row("", /*isSafe=*/false);
}

void tst_JsonRpc::asksOnlySafeAddresses()
{
    QFETCH(const QString, url);
    QFETCH(const bool, isSafe);
    QCOMPARE(isRpcAddress(QUrl(url)), isSafe);
    ScriptedHttp http([](const Request &) {
        return Response {200, {}, R"({"id":1,"result":"0x1"})", {}};
    });
    const auto error = awaitedError(JsonRpc(http, QUrl(url)).call({"m"}));
    QCOMPARE(error.code, isSafe ? ""_ba : "rpc.address"_ba);
    QCOMPARE(http.requests.size(), isSafe ? 1 : 0);
}

QTEST_GUILESS_MAIN(tst_JsonRpc)
#include "tst_jsonrpc.moc"
