// SPDX-License-Identifier: MIT
#include "core/net/conversation.h"

#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslError>

namespace tuppence::net {

using namespace Qt::StringLiterals;

namespace {

/// What the socket reads ahead of its reader; the kernel slows down who sends more.
constexpr qint64 readAheadBytes = 64 * 1024;
constexpr qsizetype headStepBytes = 16 * 1024;

QSslConfiguration tlsConfiguration()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setAllowedNextProtocols({"http/1.1"_ba});
    return configuration;
}

} // namespace

Conversation::Conversation(const Outgoing &outgoing, const QHostAddress &address,
                           std::chrono::milliseconds connectTime)
    : m_outgoing(outgoing)
    , m_headReader(outgoing.options.mostHeadBytes, outgoing.options.mostHeaders)
    , m_socket(new QSslSocket)
{
    m_stageTimer.setSingleShot(true);
    m_totalTimer.setSingleShot(true);
    connect(&m_stageTimer, &QTimer::timeout, this, &Conversation::onTimeout);
    connect(&m_totalTimer, &QTimer::timeout, this, [this] {
        const Error error = late(m_outgoing.options.total);
        m_body ? finish(tl::make_unexpected(error)) : giveUp(error);
    });
    m_stageTimer.start(connectTime);
    if (!outgoing.deadline.isForever())
        m_totalTimer.start(std::chrono::milliseconds(outgoing.deadline.remainingTime()));
    connectSocket(address);
}

Conversation::~Conversation()
{
    // It may be on the way down from a signal of the socket.
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket->deleteLater();
}

void Conversation::connectSocket(const QHostAddress &address)
{
    const Target &target = m_outgoing.target;
    m_socket->setProxy(QNetworkProxy::NoProxy);
    m_socket->setReadBufferSize(readAheadBytes);
    connect(m_socket, &QSslSocket::connected, this, [this] { m_hasConnected = true; });
    connect(m_socket, &QSslSocket::readyRead, this, &Conversation::onReadyRead);
    connect(m_socket, &QSslSocket::errorOccurred, this, &Conversation::onSocketError);
    connect(m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        m_certificateFault = errors.first().errorString(); // and never ignored
    });
    if (!target.isTls) {
        connect(m_socket, &QSslSocket::connected, this, &Conversation::send);
        m_socket->connectToHost(address, target.port);
        return;
    }
    connect(m_socket, &QSslSocket::encrypted, this, &Conversation::send);
    m_socket->setSslConfiguration(tlsConfiguration());
    // An address as text is looked up nowhere; the certificate must name the host.
    m_socket->connectToHostEncrypted(address.toString(), target.port, target.host);
}

void Conversation::send()
{
    m_stageTimer.start(m_outgoing.options.firstByte);
    m_hasLeft = true;
    m_socket->write(m_outgoing.bytes);
    m_outgoing.bytes.clear();
}

void Conversation::onReadyRead()
{
    if (m_end)
        return;
    if (!m_body)
        return readHead();
    m_stageTimer.start(m_outgoing.options.idle);
    Q_EMIT readable();
}

void Conversation::readHead()
{
    while (!m_headReader.isComplete()) {
        const QByteArray bytes = hasUnread() ? m_socket->read(headStepBytes) : QByteArray();
        if (bytes.isEmpty())
            return m_isOver ? giveUp(lost()) : void();
        auto rest = m_headReader.feed(bytes);
        if (!rest)
            return giveUp(std::move(rest).error());
        m_rest = *std::move(rest);
    }
    beginBody();
}

void Conversation::beginBody()
{
    auto body = BodyReader::create(m_outgoing.method, m_headReader.head());
    if (!body)
        return giveUp(std::move(body).error());
    m_head = m_headReader.head();
    m_head.url = m_outgoing.url;
    m_body = *std::move(body);
    m_stageTimer.start(m_outgoing.options.idle);
    settle();
    Q_EMIT opened();
}

QByteArray Conversation::read(qsizetype most)
{
    Q_ASSERT(most > 0);
    while (m_body && !m_end && hasUnread()) {
        auto bytes = m_body->feed(takeWire(most));
        if (!bytes) {
            finish(tl::make_unexpected(std::move(bytes).error()));
            return {};
        }
        m_stageTimer.start(m_outgoing.options.idle);
        settle();
        if (!bytes->isEmpty())
            return *std::move(bytes);
    }
    return {};
}

bool Conversation::hasUnread() const
{
    return !m_rest.isEmpty() || m_socket->bytesAvailable() > 0;
}

QByteArray Conversation::takeWire(qsizetype most)
{
    if (m_rest.isEmpty())
        return m_socket->read(most);
    QByteArray taken = m_rest.first(qMin(most, m_rest.size()));
    m_rest.remove(0, taken.size());
    return taken;
}

void Conversation::settle()
{
    if (m_end)
        return;
    if (m_body->isWhole())
        return finish(Done {});
    if (!m_isOver || hasUnread())
        return;
    if (m_body->endsWithConnection() && m_socketError == QAbstractSocket::RemoteHostClosedError)
        return finish(Done {});
    finish(tl::make_unexpected(lost()));
}

void Conversation::finish(const Result<Done> &end)
{
    m_end = end;
    m_rest.clear();
    m_stageTimer.stop();
    m_totalTimer.stop();
    m_socket->disconnect(this);
    m_socket->abort();
    // Later, so that a reader who asks end() after read() has left its own code by then.
    QMetaObject::invokeMethod(this, &Conversation::ended, Qt::QueuedConnection);
}

void Conversation::giveUp(Error error)
{
    m_stageTimer.stop();
    m_totalTimer.stop();
    m_socket->disconnect(this);
    error.data[u"left"_s] = m_hasLeft;
    Q_EMIT failed(error);
}

void Conversation::onSocketError(QAbstractSocket::SocketError error)
{
    if (m_socketError)
        return;
    m_socketError = error;
    // Later: it may come out of the call that connects, and before the last bytes can be read.
    QMetaObject::invokeMethod(this, &Conversation::onOver, Qt::QueuedConnection);
}

void Conversation::onOver()
{
    m_isOver = true;
    if (m_end)
        return;
    if (!m_body)
        return readHead();
    settle();
    if (!m_end)
        Q_EMIT readable();
}

void Conversation::onTimeout()
{
    if (!m_body)
        return giveUp(late(m_hasLeft ? m_outgoing.options.firstByte : m_outgoing.options.connect));
    if (hasUnread()) // the reader takes its time, not the other end
        return m_stageTimer.start(m_outgoing.options.idle);
    finish(tl::make_unexpected(late(m_outgoing.options.idle)));
}

Error Conversation::lost() const
{
    const QString host = m_outgoing.target.host;
    const auto error = [&](Error::Kind kind, const QByteArray &code, const QString &reason = {}) {
        return Error {
            kind, code, {{u"host"_s, host}, {u"reason"_s, reason}}, m_socket->errorString()};
    };
    if (m_hasLeft)
        return error(Error::Kind::Network, "http.connection_lost");
    if (!m_certificateFault.isEmpty())
        return error(Error::Kind::Refused, "http.certificate", m_certificateFault);
    if (m_hasConnected)
        return error(Error::Kind::Network, "http.tls");
    return error(Error::Kind::Network, "http.unreachable");
}

Error Conversation::late(std::chrono::milliseconds time) const
{
    const double seconds = std::chrono::duration<double>(time).count();
    return {Error::Kind::Network,
            "http.timeout",
            {{u"host"_s, m_outgoing.target.host}, {u"seconds"_s, seconds}},
            {}};
}

} // namespace tuppence::net
