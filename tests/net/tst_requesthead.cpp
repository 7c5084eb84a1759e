// SPDX-License-Identifier: MIT
#include "core/net/requesthead.h"

#include <QTest>

using namespace tuppence;
using namespace tuppence::net;
using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> headOf(const Request &request)
{
    const auto target = Target::create(QUrl(u"https://example.com/a?b"_s), Reach::Public);
    return requestHead(request, *target, "Tuppence/0.1.0");
}

} // namespace

class tst_RequestHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesDefaults();
    void keepsTheCallersHeaders();
    void saysHowLongTheBodyIs_data();
    void saysHowLongTheBodyIs();
    void refusesMethods_data();
    void refusesMethods();
    void refusesHeaders_data();
    void refusesHeaders();
};

void tst_RequestHead::writesDefaults()
{
    QCOMPARE(headOf({}).value(),
             "GET /a?b HTTP/1.1\r\nHost: example.com\r\nUser-Agent: Tuppence/0.1.0\r\n"
             "Accept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n"_ba);
}

void tst_RequestHead::keepsTheCallersHeaders()
{
    const Headers headers {{"user-agent", "x"}, {"ACCEPT", "text/html"}, {"accept-encoding", "br"},
                           {"X-Twice", "1"},    {"X-Twice", "2"},        {"X-Latin", "\xe4"}};
    QCOMPARE(headOf({"GET", {}, headers, {}}).value(),
             "GET /a?b HTTP/1.1\r\nHost: example.com\r\nuser-agent: x\r\nACCEPT: text/html\r\n"
             "accept-encoding: br\r\nX-Twice: 1\r\nX-Twice: 2\r\nX-Latin: \xe4\r\n"
             "Connection: close\r\n\r\n"_ba);
}

void tst_RequestHead::saysHowLongTheBodyIs_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("expected");

    QTest::newRow("GET") << "GET"_ba
                         << ""_ba << false;
    QTest::newRow("GET with a body") << "GET"_ba
                                     << "x"_ba << true;
    QTest::newRow("POST") << "POST"_ba
                          << ""_ba << true;
    QTest::newRow("PUT") << "PUT"_ba
                         << "xyz"_ba << true;
    QTest::newRow("DELETE") << "DELETE"_ba
                            << ""_ba << false;
}

void tst_RequestHead::saysHowLongTheBodyIs()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, body);
    QFETCH(const bool, expected);
    const QByteArray line = "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    const auto head = headOf({method, {}, {}, body});
    QCOMPARE(head->contains(line), expected);
    QCOMPARE(head->contains("Content-Length"), expected);
}

void tst_RequestHead::refusesMethods_data()
{
    QTest::addColumn<QByteArray>("method");

    for (const char *method : {"", "CONNECT", "TRACE", "GE T", "GET\r\n", "GET /x HTTP/1.1\r\nA:"})
        QTest::addRow("%s", method) << QByteArray(method);
}

void tst_RequestHead::refusesMethods()
{
    QFETCH(const QByteArray, method);
    const auto error = headOf({method, {}, {}, {}}).error();
    QCOMPARE(error.kind, Error::Kind::Malformed);
    QCOMPARE(error.code, "http.method"_ba);
}

void tst_RequestHead::refusesHeaders_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");

    const auto row = [](const QByteArray &name, const QByteArray &value) {
        QTest::addRow("%s: %s", name.constData(), value.constData()) << name << value;
    };
    row("", "x");
    row("A B", "x");
    row("A:", "x");
    row("A\r\nB", "x");
    row("A", "x\r\nB: y");
    row("A", "x\ny");
    row("A", QByteArray("x\0y", 3));
    for (const char *ours :
         {"Host", "HOST", "content-length", "Transfer-Encoding", "Connection", "Keep-Alive",
          "Upgrade", "TE", "Trailer", "Expect", "Proxy-Connection"})
        row(ours, "1");
}

void tst_RequestHead::refusesHeaders()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    const auto error = headOf({"GET", {}, {{name, value}}, {}}).error();
    QCOMPARE(error.kind, Error::Kind::Malformed);
    QCOMPARE(error.code, "http.header"_ba);
}

QTEST_GUILESS_MAIN(tst_RequestHead)
#include "tst_requesthead.moc"
