// SPDX-License-Identifier: MIT
#include "core/gateway/server.h"

#include "core/gateway/limits.h"

#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

/// How long no connection is accepted after the system could not give us one more.
constexpr std::chrono::milliseconds breath {500};

/// Removes what an earlier run left at `path`, if it is a socket.
void removeStale(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);

    struct stat found
    {
    };

    if (lstat(name.constData(), &found) == 0 && S_ISSOCK(found.st_mode))
        unlink(name.constData());
}

} // namespace

Result<std::unique_ptr<Listening>> Listening::create(const QString &path, Door door)
{
    removeStale(path);
    auto listener = TRY(net::listenUnix(path));
    return std::unique_ptr<Listening>(new Listening(std::move(listener), path, std::move(door)));
}

Listening::Listening(net::UnixSocket listener, const QString &path, Door door)
    : m_listener(std::move(listener))
    , m_path(path)
    , m_door(std::move(door))
    , m_notifier(m_listener.descriptor(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &Listening::acceptAll);
}

Listening::~Listening()
{
    const auto sessions = std::exchange(m_sessions, {});
    qDeleteAll(sessions); // before the door that they refer to
    removeStale(m_path);
}

void Listening::acceptAll()
{
    for (;;) {
        auto socket = net::acceptUnix(m_listener);
        if (socket) {
            welcome(*std::move(socket));
            continue;
        }
        if (socket.error().kind != Error::Kind::Network) {
            m_notifier.setEnabled(false);
            QTimer::singleShot(breath, this, [this] { m_notifier.setEnabled(true); });
        }
        return;
    }
}

void Listening::welcome(net::UnixSocket socket)
{
    const auto peer = socket.peer();
    if (!peer || peer->uid != geteuid())
        return; // closes it; a stranger is told nothing
    auto *session = new Session(std::move(socket), m_door, this);
    connect(session, &Session::ended, this, [this, session] {
        if (m_sessions.removeOne(session))
            Q_EMIT connectionsChanged();
        session->deleteLater();
    });
    // Only one user comes this far, so that connections are counted for all of them together.
    if (m_sessions.size() >= mostConnections)
        return session->dismiss({Error::Kind::Refused,
                                 "gateway.too_many_connections",
                                 {{u"most"_s, mostConnections}},
                                 {}});
    m_sessions.append(session);
    Q_EMIT connectionsChanged();
}

void Listening::dismiss(const QByteArray &key, const Error &reason)
{
    for (Session *session : std::as_const(m_sessions)) { // it leaves the list later
        if (session->key() == key)
            session->dismiss(reason);
    }
}

Result<std::unique_ptr<Server>> Server::listen(const QString &askPath, Door ask,
                                               const QString &ownerPath, Door owner)
{
    std::array<std::unique_ptr<Listening>, 2> sockets;
    sockets[0] = TRY(Listening::create(askPath, std::move(ask)));
    sockets[1] = TRY(Listening::create(ownerPath, std::move(owner)));
    return std::unique_ptr<Server>(new Server(std::move(sockets)));
}

Server::Server(std::array<std::unique_ptr<Listening>, 2> sockets)
    : m_sockets(std::move(sockets))
{
    for (const auto &socket : m_sockets)
        connect(socket.get(), &Listening::connectionsChanged, this, &Server::connectionsChanged);
}

qsizetype Server::connections() const
{
    return m_sockets[0]->connections() + m_sockets[1]->connections();
}

void Server::dismissRevoked(const QByteArray &key)
{
    m_sockets[0]->dismiss(key, {Error::Kind::Refused, "gateway.revoked", {}, {}});
}

} // namespace tuppence::gateway
