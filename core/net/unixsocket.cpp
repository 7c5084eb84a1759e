// SPDX-License-Identifier: MIT
#include "core/net/unixsocket.h"

#include <QFile>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace tuppence::net {

using namespace Qt::StringLiterals;

namespace {

constexpr int backlog = 64;

auto systemFault(const QString &path, int number)
{
    const std::string reason = std::generic_category().message(number);
    return fail(Error::Kind::Storage, "socket.failed",
                {{u"path"_s, path}, {u"reason"_s, QString::fromStdString(reason)}});
}

Result<sockaddr_un> addressAt(const QString &path)
{
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    const auto most = static_cast<qsizetype>(sizeof address.sun_path) - 1; // and the NUL byte
    if (name.size() > most)
        return fail(Error::Kind::OutOfRange, "socket.path_too_long",
                    {{u"path"_s, path}, {u"bytes"_s, name.size()}, {u"most"_s, most}});
    std::memcpy(address.sun_path, name.constData(), static_cast<size_t>(name.size()));
    return address;
}

Result<UnixSocket> create(const QString &path)
{
    UnixSocket created(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!created.isOpen())
        return systemFault(path, errno);
    return created;
}

} // namespace

UnixSocket::UnixSocket(UnixSocket &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

UnixSocket &UnixSocket::operator=(UnixSocket &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

void UnixSocket::close()
{
    if (isOpen())
        ::close(std::exchange(m_descriptor, -1));
}

Result<Peer> UnixSocket::peer() const
{
    ucred credentials {};
    socklen_t size = sizeof credentials;
    if (::getsockopt(m_descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return systemFault({}, errno);
    return Peer {credentials.uid, credentials.gid, credentials.pid};
}

Result<UnixSocket> listenUnix(const QString &path)
{
    const sockaddr_un address = TRY(addressAt(path));
    UnixSocket listener = TRY(create(path));
    // Set for the moment of creation, so that there is none in which others may connect.
    const mode_t before = ::umask(0177);
    const int bound =
        ::bind(listener.descriptor(), reinterpret_cast<const sockaddr *>(&address), sizeof address);
    const int number = errno;
    ::umask(before);
    if (bound != 0)
        return systemFault(path, number);
    if (::listen(listener.descriptor(), backlog) != 0)
        return systemFault(path, errno);
    return listener;
}

Result<UnixSocket> connectUnix(const QString &path)
{
    const sockaddr_un address = TRY(addressAt(path));
    UnixSocket connected = TRY(create(path));
    if (::connect(connected.descriptor(), reinterpret_cast<const sockaddr *>(&address),
                  sizeof address)
        == 0)
        return connected;
    if (errno == ENOENT || errno == ECONNREFUSED)
        return fail(Error::Kind::Network, "socket.nobody", {{u"path"_s, path}});
    return systemFault(path, errno);
}

Result<UnixSocket> acceptUnix(const UnixSocket &listener)
{
    UnixSocket accepted(
        ::accept4(listener.descriptor(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (accepted.isOpen())
        return accepted;
    if (errno == EAGAIN || errno == ECONNABORTED)
        return fail(Error::Kind::Network, "socket.nobody");
    return systemFault({}, errno);
}

} // namespace tuppence::net
