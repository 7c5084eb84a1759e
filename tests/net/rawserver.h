// SPDX-License-Identifier: MIT
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace tuppence::tests {

/// A server that knows nothing of HTTP but where a request ends: it notes each one that comes in,
/// on whatever connection, and does what the test says.
class RawServer : public QTcpServer
{
public:
    using Answer = std::function<void(QTcpSocket &)>;

    explicit RawServer(Answer answer)
        : m_answer(std::move(answer))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                serve(*socket);
        });
    }

    /// Sends `bytes` and closes.
    explicit RawServer(const QByteArray &bytes)
        : RawServer([bytes](QTcpSocket &socket) {
            socket.write(bytes);
            socket.disconnectFromHost();
        })
    {
    }

    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/")) const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(path));
    }

    QByteArrayList requests; ///< whole, in the order in which they came in
    int connections = 0;

private:
    void serve(QTcpSocket &socket)
    {
        ++connections;
        auto received = std::make_shared<QByteArray>();
        connect(&socket, &QTcpSocket::disconnected, &socket, &QObject::deleteLater);
        connect(&socket, &QTcpSocket::readyRead, this, [this, &socket, received] {
            *received += socket.readAll();
            const auto head = received->indexOf("\r\n\r\n");
            if (head < 0 || received->size() < head + 4 + lengthIn(received->first(head)))
                return;
            requests.append(std::exchange(*received, {}));
            m_answer(socket);
        });
    }

    static qsizetype lengthIn(const QByteArray &head)
    {
        const auto at = head.toLower().indexOf("content-length: ");
        return at < 0 ? 0 : head.mid(at + 16).split('\r').first().toLongLong();
    }

    Answer m_answer;
};

} // namespace tuppence::tests
