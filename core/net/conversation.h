// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/bodyreader.h"
#include "core/net/headreader.h"
#include "core/net/http.h"
#include "core/net/target.h"

#include <QDeadlineTimer>
#include <QSslSocket>
#include <QTimer>

namespace tuppence::net {

/// A request that is ready to leave.
struct Outgoing
{
    Target target;
    QByteArray method;
    QByteArray bytes; ///< head and body, as they leave
    QUrl url;
    Options options;
    QDeadlineTimer deadline {QDeadlineTimer::Forever}; ///< by which the whole body is there
};

/// One connection to one address: it carries one request and its answer, and then it is closed. So
/// nothing can be sent twice, and whether a byte has left is a fact: writing begins when the
/// connection (with https: the verified, encrypted connection) stands, and not before.
class Conversation final : public Arriving
{
    Q_OBJECT

public:
    Conversation(const Outgoing &outgoing, const QHostAddress &address,
                 std::chrono::milliseconds connectTime);
    ~Conversation() override;

    [[nodiscard]] const Response &head() const override { return m_head; }

    [[nodiscard]] QByteArray read(qsizetype most) override;

    [[nodiscard]] std::optional<Result<Done>> end() const override { return m_end; }

Q_SIGNALS:
    /// Emitted once, if at all: the head is there.
    void opened();
    /// Emitted once, instead of opened().
    void failed(const tuppence::Error &error);

private:
    void connectSocket(const QHostAddress &address);
    void send();
    void onReadyRead();
    void onSocketError(QAbstractSocket::SocketError error);
    /// The connection is over, and everything it brought can be read.
    void onOver();
    void onTimeout();
    void readHead();
    void beginBody();
    [[nodiscard]] bool hasUnread() const;
    [[nodiscard]] QByteArray takeWire(qsizetype most);
    /// Ends the body where it is whole or will never be.
    void settle();
    void finish(const Result<Done> &end);
    /// Ends what had not begun to arrive; may destroy this object.
    void giveUp(Error error);
    [[nodiscard]] Error lost() const;
    [[nodiscard]] Error late(std::chrono::milliseconds time) const;

    Outgoing m_outgoing;
    HeadReader m_headReader;
    Response m_head;
    std::optional<BodyReader> m_body; ///< once the head is there
    QByteArray m_rest; ///< came with the head and belongs to the body
    std::optional<Result<Done>> m_end;
    std::optional<QAbstractSocket::SocketError> m_socketError; ///< the first one
    QString m_certificateFault;
    QSslSocket *m_socket = nullptr;
    QTimer m_stageTimer; ///< connect, then first byte, then idle
    QTimer m_totalTimer;
    bool m_hasConnected = false;
    bool m_hasLeft = false;
    bool m_isOver = false; ///< no more bytes will come in
};

} // namespace tuppence::net
