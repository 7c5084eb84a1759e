// SPDX-License-Identifier: MIT
#include "core/net/qthttp.h"
#include "core/net/resolver.h"
#include "tests/net/waiting.h"

#include <QFile>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTest>

using namespace tuppence;
using namespace tuppence::net;
using namespace tuppence::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray pem(const QString &name)
{
    QFile file(QStringLiteral(TUPPENCE_SOURCE_DIR "/tests/net/certificates/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no certificate %s", qPrintable(name));
    return file.readAll();
}

/// Answers `body` to whoever speaks TLS with it.
class TlsServer : public QSslServer
{
public:
    explicit TlsServer(const QString &name, const QByteArray &body = "ok")
        : m_body(body)
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(pem(name + u".pem"_s)));
        configuration.setPrivateKey(QSslKey(pem(name + u".key"_s), QSsl::Rsa));
        setSslConfiguration(configuration);
        listen(QHostAddress::LocalHost);
        connect(this, &QSslServer::startedEncryptionHandshake, this, [this](QSslSocket *socket) {
            // Not with the server as context: QSslServer cuts those connections itself.
            connect(socket, &QSslSocket::encrypted, socket, [this, socket] { serve(*socket); });
        });
    }

    [[nodiscard]] QUrl url(const QString &host = u"localhost"_s) const
    {
        return QUrl(u"https://%1:%2/"_s.arg(host).arg(serverPort()));
    }

    int requests = 0;
    qint64 taken = 0; ///< bytes that were encrypted and sent
    QByteArray protocol; ///< agreed by ALPN

private:
    void serve(QSslSocket &socket)
    {
        protocol = socket.sslConfiguration().nextNegotiatedProtocol();
        connect(&socket, &QSslSocket::encryptedBytesWritten, &socket,
                [this](qint64 bytes) { taken += bytes; });
        connect(&socket, &QSslSocket::readyRead, &socket, [this, &socket] {
            if (!socket.readAll().contains("\r\n\r\n"))
                return;
            ++requests;
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(m_body.size())
                         + "\r\n\r\n" + m_body);
            socket.disconnectFromHost();
        });
    }

    QByteArray m_body;
};

const Options here {.reach = Reach::Loopback};

} // namespace

class tst_Tls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void speaksToWhoProvesTheName();
    void bringsALargeBody();
    void refusesAnotherName();
    void refusesAnUnknownAuthority();
    void refusesWhoSpeaksNoTls();
    void endsAHandshakeThatTakesTooLong();

private:
    QtHttp m_http {"Tuppence/0.1.0", std::make_unique<SystemResolver>()};
    QSslConfiguration m_trusting;
    QSslConfiguration m_usual = QSslConfiguration::defaultConfiguration();
};

void tst_Tls::initTestCase()
{
    m_trusting = m_usual;
    m_trusting.setCaCertificates(QSslCertificate::fromData(pem(u"authority.pem"_s)));
    QSslConfiguration::setDefaultConfiguration(m_trusting);
}

void tst_Tls::speaksToWhoProvesTheName()
{
    const TlsServer server(u"localhost"_s);
    const auto response = awaited(fetch(m_http, {"GET", server.url(), {}, {}}, here));
    QVERIFY2(response, response ? "" : response.error().code.constData());
    QCOMPARE(response->body, "ok"_ba);
    QCOMPARE(server.requests, 1);
}

void tst_Tls::bringsALargeBody()
{
    const QByteArray body(20 * 1024 * 1024, 'x');
    const TlsServer server(u"localhost"_s, body);
    const auto arriving = awaited(m_http.open({"GET", server.url(), {}, {}}, here)).value();
    // Nobody reads yet: the server gets rid of what sockets hold, and no more.
    qint64 before = -1;
    QTRY_VERIFY_WITH_TIMEOUT(
        server.taken > 0 && std::exchange(before, server.taken) == server.taken, 10'000);
    QVERIFY2(server.taken < 12 * 1024 * 1024, qPrintable(QString::number(server.taken)));
    qint64 read = 0;
    const auto readOn = [&] {
        for (auto bytes = arriving->read(65'536); !bytes.isEmpty(); bytes = arriving->read(65'536))
            read += bytes.size();
    };
    connect(arriving.get(), &Arriving::readable, this, readOn);
    readOn();
    QTRY_VERIFY_WITH_TIMEOUT(arriving->end(), 20'000);
    QVERIFY(arriving->end()->has_value());
    QCOMPARE(read, body.size());
}

void tst_Tls::refusesAnotherName()
{
    const TlsServer server(u"other.example"_s);
    for (const auto &host : {u"localhost"_s, u"127.0.0.1"_s}) {
        const auto error = awaitedError(fetch(m_http, {"GET", server.url(host), {}, {}}, here));
        QCOMPARE(error.kind, Error::Kind::Refused);
        QCOMPARE(error.code, "http.certificate"_ba);
        QVERIFY(!left(error));
    }
    QCOMPARE(server.requests, 0);
}

void tst_Tls::refusesAnUnknownAuthority()
{
    const TlsServer server(u"localhost"_s);
    QSslConfiguration::setDefaultConfiguration(m_usual);
    const auto error = awaitedError(fetch(m_http, {"GET", server.url(), {}, {}}, here));
    QSslConfiguration::setDefaultConfiguration(m_trusting);
    QCOMPARE(error.code, "http.certificate"_ba);
    QVERIFY(!left(error));
    QCOMPARE(server.requests, 0);
}

void tst_Tls::refusesWhoSpeaksNoTls()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    QByteArray received;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *const socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&received, socket] {
            received += socket->readAll();
            socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    const QUrl url(u"https://127.0.0.1:%1/"_s.arg(server.serverPort()));
    const auto error =
        awaitedError(fetch(m_http, {"GET", url, {{"X-PAYMENT", "proof"}}, {}}, here));
    QCOMPARE(error.code, "http.tls"_ba);
    QVERIFY(!left(error));
    QVERIFY(!received.isEmpty());
    QVERIFY(!received.contains("proof"));
}

void tst_Tls::endsAHandshakeThatTakesTooLong()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    const QUrl url(u"https://127.0.0.1:%1/"_s.arg(server.serverPort()));
    const auto error = awaitedError(
        fetch(m_http, {"GET", url, {}, {}}, {.reach = Reach::Loopback, .connect = 100ms}));
    QCOMPARE(error.code, "http.timeout"_ba);
    QVERIFY(!left(error));
}

QTEST_GUILESS_MAIN(tst_Tls)
#include "tst_tls.moc"
