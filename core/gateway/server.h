// SPDX-License-Identifier: MIT
#pragma once

#include "core/gateway/session.h"

#include <QSocketNotifier>

#include <array>

namespace tuppence::gateway {

/// Listens on one socket of tuppenced and lets in programs of this user.
class Listening final : public QObject
{
    Q_OBJECT

public:
    /// Takes the place of a socket that an earlier run left there: the caller holds the lock.
    /// Fails as net::listenUnix().
    static Result<std::unique_ptr<Listening>> create(const QString &path, Door door);
    /// Hangs up on everybody and takes the socket's file away.
    ~Listening() override;

    [[nodiscard]] qsizetype connections() const { return m_sessions.size(); }

    /// Says why, and hangs up on everybody who came with that key.
    void dismiss(const QByteArray &key, const Error &reason);

Q_SIGNALS:
    void connectionsChanged();

private:
    Listening(net::UnixSocket listener, const QString &path, Door door);
    void acceptAll();
    void welcome(net::UnixSocket socket);

    net::UnixSocket m_listener;
    QString m_path;
    Door m_door;
    QSocketNotifier m_notifier;
    QList<Session *> m_sessions; ///< children of this
};

/// Both sockets.
class Server final : public QObject
{
    Q_OBJECT

public:
    /// Fails as net::listenUnix(). Then nobody listens.
    static Result<std::unique_ptr<Server>> listen(const QString &askPath, Door ask,
                                                  const QString &ownerPath, Door owner);

    /// How many programs are connected to either socket.
    [[nodiscard]] qsizetype connections() const;
    /// The owner revoked the client with that key: hangs up on it at the socket `ask`. At the other
    /// one nothing hangs on being paired, and it may be the owner's own program that waits there.
    void dismissRevoked(const QByteArray &key);

Q_SIGNALS:
    void connectionsChanged();

private:
    explicit Server(std::array<std::unique_ptr<Listening>, 2> sockets);

    std::array<std::unique_ptr<Listening>, 2> m_sockets;
};

} // namespace tuppence::gateway
