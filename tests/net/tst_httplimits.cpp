// SPDX-License-Identifier: MIT
#include "core/net/qthttp.h"
#include "core/net/resolver.h"
#include "tests/net/rawserver.h"
#include "tests/net/waiting.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

using namespace tuppence;
using namespace tuppence::net;
using namespace tuppence::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Never answers.
class SilentResolver final : public Resolver
{
public:
    SilentResolver() { m_promise.start(); }

    Pending<QList<QHostAddress>> resolve(const QString &) override { return m_promise.future(); }

private:
    QPromise<Result<QList<QHostAddress>>> m_promise;
};

const Options here {.reach = Reach::Loopback};

Request get(const QUrl &url)
{
    return {"GET", url, {}, {}};
}

} // namespace

/// What Http spends on an answer: time, memory, and how far ahead of its reader it goes.
class tst_HttpLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void endsALookUpThatTakesTooLong();
    void endsAWaitForTheHead();
    void endsASilentBody();
    void endsAWholeThatTakesTooLong();
    void capsTheBody();
    void slowsTheServerDown();
    void waitsForASlowReader();
    void dropsTheConnectionWithTheAnswer();
    void leavesNoResultWhenItGoesFirst();

private:
    std::unique_ptr<QtHttp> m_http;
};

void tst_HttpLimits::init()
{
    m_http = std::make_unique<QtHttp>("Tuppence/0.1.0", std::make_unique<SilentResolver>());
}

void tst_HttpLimits::cleanup()
{
    m_http.reset();
}

void tst_HttpLimits::endsALookUpThatTakesTooLong()
{
    const auto error =
        awaitedError(fetch(*m_http, get(QUrl(u"https://shop.example/"_s)), {.connect = 50ms}));
    QCOMPARE(error.code, "http.timeout"_ba);
    QVERIFY(!left(error));
}

void tst_HttpLimits::endsAWaitForTheHead()
{
    const RawServer server([](QTcpSocket &socket) { socket.write("HTTP/1.1 200 OK\r\nA: b"); });
    const auto error = awaitedError(
        fetch(*m_http, get(server.url()), {.reach = Reach::Loopback, .firstByte = 100ms}));
    QCOMPARE(error.code, "http.timeout"_ba);
    QVERIFY(left(error));
    QCOMPARE(server.requests.size(), 1);
}

void tst_HttpLimits::endsASilentBody()
{
    const RawServer server([](QTcpSocket &socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello");
    });
    const auto error =
        awaitedError(fetch(*m_http, get(server.url()), {.reach = Reach::Loopback, .idle = 100ms}));
    QCOMPARE(error.code, "http.timeout"_ba);
    QVERIFY(left(error));
}

void tst_HttpLimits::endsAWholeThatTakesTooLong()
{
    // Drips for ever, so that neither the head nor a silence is late.
    const RawServer server([](QTcpSocket &socket) {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        auto *const timer = new QTimer(&socket);
        QObject::connect(timer, &QTimer::timeout, &socket, [&socket] { socket.write("."); });
        timer->start(10);
    });
    const auto error = awaitedError(
        fetch(*m_http, get(server.url()), {.reach = Reach::Loopback, .idle = 5s, .total = 200ms}));
    QCOMPARE(error.code, "http.timeout"_ba);
    QVERIFY(left(error));
}

void tst_HttpLimits::capsTheBody()
{
    const RawServer server("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(1000, 'x'));
    const auto fetchUpTo = [&](qsizetype most) {
        return awaited(
            fetch(*m_http, get(server.url()), {.reach = Reach::Loopback, .mostBodyBytes = most}));
    };
    QCOMPARE(fetchUpTo(1000)->body.size(), 1000);
    const auto error = fetchUpTo(999).error();
    QCOMPARE(error.kind, Error::Kind::OutOfRange);
    QCOMPARE(error.code, "http.too_large"_ba);
    QVERIFY(left(error));
}

void tst_HttpLimits::slowsTheServerDown()
{
    constexpr qint64 bodyBytes = 48 * 1024 * 1024;
    qint64 taken = 0; // by the kernel, of what the server writes
    QElapsedTimer sinceTaken;
    const RawServer server([&](QTcpSocket &socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(bodyBytes)
                     + "\r\n\r\n");
        QObject::connect(&socket, &QTcpSocket::bytesWritten, &socket, [&](qint64 bytes) {
            taken += bytes;
            sinceTaken.start();
        });
        for (qint64 i = 0; i < bodyBytes; i += 1024 * 1024)
            socket.write(QByteArray(1024 * 1024, static_cast<char>(i / (1024 * 1024))));
    });
    const auto arriving = awaited(m_http->open(get(server.url()), here)).value();
    QTRY_VERIFY(sinceTaken.isValid() && sinceTaken.hasExpired(300));
    QVERIFY2(taken < 16 * 1024 * 1024, qPrintable(QString::number(taken)));

    qint64 read = 0;
    bool isRight = true;
    const auto readOn = [&] {
        for (auto bytes = arriving->read(100'000); !bytes.isEmpty();
             bytes = arriving->read(100'000)) {
            isRight = isRight && bytes.front() == static_cast<char>(read / (1024 * 1024));
            read += bytes.size();
        }
    };
    connect(arriving.get(), &Arriving::readable, this, readOn);
    bool hasEnded = false;
    connect(arriving.get(), &Arriving::ended, this, [&] { hasEnded = true; });
    readOn();
    QTRY_VERIFY_WITH_TIMEOUT(hasEnded, 20'000);
    QCOMPARE(read, bodyBytes);
    QVERIFY(isRight);
    QVERIFY(arriving->end()->has_value());
}

void tst_HttpLimits::waitsForASlowReader()
{
    const QByteArray body(200 * 1024, 'x');
    const RawServer server("HTTP/1.1 200 OK\r\nContent-Length: 204800\r\n\r\n" + body);
    const auto arriving =
        awaited(m_http->open(get(server.url()), {.reach = Reach::Loopback, .idle = 50ms})).value();
    QElapsedTimer timer;
    timer.start();
    QTRY_VERIFY(timer.hasExpired(300));
    QVERIFY(!arriving->end());
    QByteArray read;
    const auto readOn = [&] {
        for (auto bytes = arriving->read(7); !bytes.isEmpty(); bytes = arriving->read(7))
            read += bytes;
    };
    connect(arriving.get(), &Arriving::readable, this, readOn);
    readOn();
    QTRY_VERIFY(arriving->end());
    QVERIFY(arriving->end()->has_value());
    QCOMPARE(read, body);
}

void tst_HttpLimits::dropsTheConnectionWithTheAnswer()
{
    bool isGone = false;
    const RawServer server([&](QTcpSocket &socket) {
        QObject::connect(&socket, &QTcpSocket::disconnected, &socket, [&] { isGone = true; });
        socket.write("HTTP/1.1 200 OK\r\n\r\nhello");
    });
    auto pending = m_http->open(get(server.url()), here);
    auto arriving = awaited(pending).value();
    QVERIFY(!isGone);
    pending = {};
    // In the midst of its own signal, too.
    connect(arriving.get(), &Arriving::readable, this, [&] { arriving.reset(); });
    arriving->read(5);
    server.findChild<QTcpSocket *>()->write("more");
    QTRY_VERIFY(isGone);
}

void tst_HttpLimits::leavesNoResultWhenItGoesFirst()
{
    const RawServer server([](QTcpSocket &) {});
    const auto pending = fetch(*m_http, get(server.url()), here);
    QTRY_COMPARE(server.requests.size(), 1);
    m_http.reset();
    QTRY_VERIFY(pending.isFinished());
    QVERIFY(pending.isCanceled());
}

QTEST_GUILESS_MAIN(tst_HttpLimits)
#include "tst_httplimits.moc"
