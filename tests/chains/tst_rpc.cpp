// SPDX-License-Identifier: MIT
#include "core/chains/evm/calls.h"
#include "core/chains/evm/rpc.h"
#include "tests/fakes/fakehttp.h"

#include <QTest>

using namespace tuppence;
using namespace Qt::StringLiterals;

namespace {

const QUrl url(u"https://server.example/rpc"_s);

Json refusal(const Json &id, const char *message)
{
    return {{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", -32600}, {"message", message}}}};
}

Json answerTo(const Json &call)
{
    return {{"jsonrpc", "2.0"}, {"id", call["id"]}, {"result", call["method"]}};
}

} // namespace

class tst_Rpc : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsOneBatch();
    void asksOneByOneWhereBatchesAreRefused();
    void keepsErrorsApart();
    void asksNothingTwiceThatFails();

private:
    /// What the server makes of the body of a request.
    void answerWith(const std::function<Json(const Json &)> &answer);
    Result<QList<Result<Json>>> ask();

    fakes::FakeHttp m_http;
};

void tst_Rpc::answerWith(const std::function<Json(const Json &)> &answer)
{
    m_http.asked.clear();
    m_http.answer = [answer](const net::Request &request) -> Result<net::Response> {
        net::Response response;
        response.status = 200;
        response.body = QByteArray::fromStdString(answer(parseJson(request.body).value()).dump());
        return response;
    };
}

Result<QList<Result<Json>>> tst_Rpc::ask()
{
    evm::HttpRpc rpc(m_http);
    const auto pending =
        rpc.batch(url, {evm::chainIdCall(), evm::blockCall("latest"), evm::blockCall("finalized")});
    [&] { QTRY_VERIFY(pending.isFinished()); }();
    return pending.result();
}

void tst_Rpc::sendsOneBatch()
{
    answerWith([](const Json &calls) {
        Json answers = Json::array();
        for (const Json &call : calls)
            answers.insert(answers.begin(), answerTo(call));
        return answers;
    });
    const auto answers = ask();
    QVERIFY(answers);
    QCOMPARE(m_http.asked.size(), 1);
    QVERIFY(answers->at(0).value() == "eth_chainId");
    QVERIFY(answers->at(2).value() == "eth_getBlockByNumber");
}

void tst_Rpc::asksOneByOneWhereBatchesAreRefused()
{
    answerWith([](const Json &calls) {
        return calls.is_array() ? refusal(nullptr, "no batches") : answerTo(calls);
    });
    const auto answers = ask();
    QVERIFY(answers);
    QCOMPARE(m_http.asked.size(), 4);
    QCOMPARE(answers->size(), 3);
    QVERIFY(answers->at(0).value() == "eth_chainId");
    QVERIFY(answers->at(1).value() == "eth_getBlockByNumber");
}

void tst_Rpc::keepsErrorsApart()
{
    answerWith([](const Json &calls) {
        Json answers = Json::array();
        for (const Json &call : calls)
            answers.push_back(call["method"] == "eth_chainId" ? answerTo(call)
                                                              : refusal(call["id"], "no block"));
        return answers;
    });
    const auto answers = ask();
    QVERIFY(answers);
    QCOMPARE(m_http.asked.size(), 1);
    QVERIFY(answers->at(0));
    QCOMPARE(answers->at(1).error().code, "rpc.error");
}

void tst_Rpc::asksNothingTwiceThatFails()
{
    m_http.asked.clear();
    m_http.answer = [](const net::Request &) -> Result<net::Response> {
        return fail(Error::Kind::Network, "http.timeout");
    };
    const auto answers = ask();
    QVERIFY(!answers);
    QCOMPARE(answers.error().kind, Error::Kind::Network);
    QCOMPARE(answers.error().code, "rpc.unreachable");
    QCOMPARE(m_http.asked.size(), 1);
}

QTEST_GUILESS_MAIN(tst_Rpc)
#include "tst_rpc.moc"
