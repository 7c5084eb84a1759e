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

/// Knows what the test says.
class FixedResolver final : public Resolver
{
public:
    explicit FixedResolver(QList<QHostAddress> *addresses)
        : m_addresses(addresses)
    {
    }

    Pending<QList<QHostAddress>> resolve(const QString &host) override
    {
        if (m_addresses->isEmpty())
            return failed<QList<QHostAddress>>(
                {Error::Kind::Network, "http.unknown_host", {{u"host"_s, host}}, {}});
        return ready<QList<QHostAddress>>(*m_addresses);
    }

private:
    QList<QHostAddress> *m_addresses;
};

const Options here {.reach = Reach::Loopback};

Request get(const QUrl &url)
{
    return {"GET", url, {}, {}};
}

} // namespace

/// Where Http goes, and that nothing leaves for anywhere else.
class tst_HttpReach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void refusesBeforeAnythingLeaves_data();
    void refusesBeforeAnythingLeaves();
    void refusesANameThatLeadsInside();
    void triesTheNextAddress();
    void saysThatNobodyListens();
    void saysThatNoNameWasFound();

private:
    QList<QHostAddress> m_addresses; ///< of every name
    std::unique_ptr<QtHttp> m_http;
};

void tst_HttpReach::init()
{
    m_addresses.clear();
    m_http =
        std::make_unique<QtHttp>("Tuppence/0.1.0", std::make_unique<FixedResolver>(&m_addresses));
}

void tst_HttpReach::cleanup()
{
    m_http.reset();
}

void tst_HttpReach::refusesBeforeAnythingLeaves_data()
{
    QTest::addColumn<Request>("request");
    QTest::addColumn<QByteArray>("code");

    const auto url = [](const QString &text) { return get(QUrl(text)); };
    QTest::newRow("scheme") << url(u"file:///etc/passwd"_s) << "http.scheme"_ba;
    QTest::newRow("plain") << url(u"http://example.com/"_s) << "http.plain"_ba;
    QTest::newRow("loopback") << url(u"https://localhost/"_s) << "http.loopback"_ba;
    QTest::newRow("address") << url(u"https://169.254.169.254/"_s) << "http.not_public"_ba;
    QTest::newRow("url") << url(u"https://name:word@example.com/"_s) << "http.url"_ba;
    QTest::newRow("method") << Request {"A B", QUrl(u"https://example.com/"_s), {}, {}}
                            << "http.method"_ba;
    QTest::newRow("header") << Request {"GET",
                                        QUrl(u"https://example.com/"_s),
                                        {{"A", "b\r\nC: d"}},
                                        {}}
                            << "http.header"_ba;
}

void tst_HttpReach::refusesBeforeAnythingLeaves()
{
    QFETCH(const Request, request);
    QFETCH(const QByteArray, code);
    const auto error = awaitedError(fetch(*m_http, request, {}));
    QCOMPARE(error.code, code);
    QVERIFY(!left(error));
}

void tst_HttpReach::refusesANameThatLeadsInside()
{
    const RawServer server("HTTP/1.1 200 OK\r\n\r\n");
    const QUrl url(u"https://shop.example:%1/"_s.arg(server.serverPort()));
    for (const auto &address : {u"127.0.0.1"_s, u"10.0.0.1"_s, u"::ffff:127.0.0.1"_s}) {
        m_addresses = {QHostAddress(u"93.184.215.14"_s), QHostAddress(address)};
        const auto error = awaitedError(fetch(*m_http, get(url), here));
        QCOMPARE(error.code, "http.address"_ba);
        QVERIFY(!left(error));
    }
    QCOMPARE(server.connections, 0);
}

void tst_HttpReach::triesTheNextAddress()
{
    // "localhost" is 127.0.0.1 and ::1; the server listens at the second alone.
    RawServer server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    server.close();
    if (!server.listen(QHostAddress::LocalHostIPv6))
        QSKIP("this machine has no IPv6");
    const QUrl url(u"http://localhost:%1/"_s.arg(server.serverPort()));
    QCOMPARE(awaited(fetch(*m_http, get(url), here))->body, "ok"_ba);
    QVERIFY(server.requests.first().contains("\r\nHost: localhost:"));
    QCOMPARE(server.connections, 1);
}

void tst_HttpReach::saysThatNobodyListens()
{
    QUrl url;
    {
        const RawServer server([](QTcpSocket &) {});
        url = server.url();
    }
    const auto error = awaitedError(fetch(*m_http, get(url), here));
    QCOMPARE(error.code, "http.unreachable"_ba);
    QVERIFY(!left(error));
}

void tst_HttpReach::saysThatNoNameWasFound()
{
    const auto error = awaitedError(fetch(*m_http, get(QUrl(u"https://shop.example/"_s)), {}));
    QCOMPARE(error.code, "http.unknown_host"_ba);
    QVERIFY(!left(error));
}

QTEST_GUILESS_MAIN(tst_HttpReach)
#include "tst_httpreach.moc"
