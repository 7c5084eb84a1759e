// SPDX-License-Identifier: MIT
#include "core/net/qthttp.h"
#include "core/net/resolver.h"
#include "tests/net/rawserver.h"
#include "tests/net/waiting.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::net;
using namespace tuppence::tests;
using namespace Qt::StringLiterals;

namespace {

const Options here {.reach = Reach::Loopback};

Request get(const QUrl &url)
{
    return {"GET", url, {}, {}};
}

} // namespace

class tst_QtHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void bringsAnAnswer();
    void sendsExactBytes();
    void takesEveryStatusForAnAnswer_data();
    void takesEveryStatusForAnAnswer();
    void readsWhatHasNoLength();
    void sendsOnceWhereNobodyAnswers_data();
    void sendsOnceWhereNobodyAnswers();
    void opensAConnectionForEachRequest();
    void keepsNoCookies();
    void saysWhatIsNotWhole_data();
    void saysWhatIsNotWhole();

private:
    std::unique_ptr<QtHttp> m_http;
};

void tst_QtHttp::init()
{
    m_http = std::make_unique<QtHttp>("Tuppence/0.1.0", std::make_unique<SystemResolver>());
}

void tst_QtHttp::cleanup()
{
    m_http.reset();
}

void tst_QtHttp::bringsAnAnswer()
{
    const RawServer server("HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 5\r\n\r\nhello");
    const auto response = awaited(fetch(*m_http, get(server.url(u"/p?q"_s)), here));
    QVERIFY(response.has_value());
    QCOMPARE(
        *response,
        (Response {200, {{"X-A", "b"}, {"Content-Length", "5"}}, "hello", server.url(u"/p?q"_s)}));
}

void tst_QtHttp::sendsExactBytes()
{
    const RawServer server("HTTP/1.1 204 No Content\r\n\r\n");
    const QByteArray body("a\0\r\n\xff", 5);
    const Request request {"POST", server.url(u"/p?q"_s), {{"X-PAYMENT", "proof"}}, body};
    QVERIFY(awaited(fetch(*m_http, request, here)).has_value());
    QCOMPARE(server.requests,
             (QByteArrayList {
                 "POST /p?q HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(server.serverPort())
                 + "\r\nX-PAYMENT: proof\r\nUser-Agent: Tuppence/0.1.0\r\nAccept: */*\r\n"
                   "Accept-Encoding: identity\r\nContent-Length: 5\r\n"
                   "Connection: close\r\n\r\n"
                 + body}));
}

void tst_QtHttp::takesEveryStatusForAnAnswer_data()
{
    QTest::addColumn<int>("status");

    for (const int status : {200, 301, 302, 307, 401, 402, 404, 407, 412, 429, 500, 503})
        QTest::addRow("%d", status) << status;
}

void tst_QtHttp::takesEveryStatusForAnAnswer()
{
    QFETCH(const int, status);
    const RawServer server("HTTP/1.1 " + QByteArray::number(status)
                           + " X\r\nLocation: /other\r\nRetry-After: 0\r\n"
                             "WWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 2\r\n\r\nok");
    const auto response = awaited(fetch(*m_http, get(server.url()), here));
    QVERIFY(response.has_value());
    QCOMPARE(response->status, status);
    QCOMPARE(response->body, "ok"_ba);
    QCOMPARE(server.requests.size(), 1);
}

void tst_QtHttp::readsWhatHasNoLength()
{
    const RawServer closing("HTTP/1.0 200 OK\r\n\r\nuntil the end");
    QCOMPARE(awaited(fetch(*m_http, get(closing.url()), here))->body, "until the end"_ba);
    const RawServer chunking("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n");
    QCOMPARE(awaited(fetch(*m_http, get(chunking.url()), here))->body, "hello, world"_ba);
    const RawServer hinting("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    QCOMPARE(awaited(fetch(*m_http, get(hinting.url()), here))->body, "ok"_ba);
}

void tst_QtHttp::sendsOnceWhereNobodyAnswers_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("breaks"); // the connection, instead of closing it

    for (const char *method : {"GET", "HEAD", "POST", "PUT"}) {
        const QByteArray body = method[0] == 'P' ? "body" : "";
        for (const bool breaks : {false, true}) {
            const char *const how = breaks ? "broken" : "closed";
            QTest::addRow("%s, %s at once", method, how)
                << QByteArray(method) << body << ""_ba << breaks;
            QTest::addRow("%s, %s in the head", method, how)
                << QByteArray(method) << body << "HTTP/1.1 200 OK\r\nContent-Le"_ba << breaks;
        }
    }
}

void tst_QtHttp::sendsOnceWhereNobodyAnswers()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, breaks);
    const RawServer server([&](QTcpSocket &socket) {
        socket.write(answer);
        socket.flush();
        breaks ? socket.abort() : socket.disconnectFromHost();
    });
    const Request request {method, server.url(), {{"PAYMENT-SIGNATURE", "proof"}}, body};
    for (int round = 1; round <= 2; ++round) {
        const auto error = awaitedError(fetch(*m_http, request, here));
        QCOMPARE(error.code, "http.connection_lost"_ba);
        QVERIFY(left(error));
        // Something sent again would stand before the second round's request.
        QCOMPARE(server.requests.size(), round);
        QCOMPARE(server.connections, round);
    }
}

void tst_QtHttp::opensAConnectionForEachRequest()
{
    // Keeps its connections, whatever the request says, and never answers a second time on one.
    const RawServer server([](QTcpSocket &socket) {
        socket.write("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok");
    });
    for (int round = 1; round <= 3; ++round) {
        QCOMPARE(awaited(fetch(*m_http, get(server.url()), here))->body, "ok"_ba);
        QCOMPARE(server.connections, round);
    }
}

void tst_QtHttp::keepsNoCookies()
{
    const RawServer server("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nSet-Cookie: c=d\r\n\r\n");
    const auto response = awaited(fetch(*m_http, get(server.url()), here));
    QCOMPARE(response->headers.all("set-cookie"), (QByteArrayList {"a=b", "c=d"}));
    QVERIFY(awaited(fetch(*m_http, get(server.url()), here)).has_value());
    QVERIFY(!server.requests.last().toLower().contains("cookie"));
}

void tst_QtHttp::saysWhatIsNotWhole_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("code");

    QTest::newRow("length") << "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello"_ba
                            << "http.connection_lost"_ba;
    QTest::newRow("chunk") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"_ba
                           << "http.connection_lost"_ba;
    QTest::newRow("last chunk")
        << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"_ba
        << "http.connection_lost"_ba;
    QTest::newRow("broken chunk")
        << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"_ba
        << "http.malformed"_ba;
    QTest::newRow("two lengths")
        << "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"_ba
        << "http.malformed"_ba;
    QTest::newRow("not HTTP") << "SSH-2.0-OpenSSH\r\n"_ba
                              << "http.malformed"_ba;
    QTest::newRow("endless head") << "HTTP/1.1 200 OK\r\n" + QByteArray("A: b\r\n").repeated(250)
                                  << "http.head_too_large"_ba;
    QTest::newRow("endless line") << "HTTP/1.1 200 OK\r\nA: " + QByteArray(300 * 1024, 'x')
                                  << "http.head_too_large"_ba;
}

void tst_QtHttp::saysWhatIsNotWhole()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, code);
    const RawServer server(answer);
    const auto error = awaitedError(fetch(*m_http, get(server.url()), here));
    QCOMPARE(error.code, code);
    QVERIFY(left(error));
}

QTEST_GUILESS_MAIN(tst_QtHttp)
#include "tst_qthttp.moc"
