// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>

#include <sys/types.h>

namespace tuppence::net {

/// A program at the other end of a socket.
struct Peer
{
    uid_t uid = static_cast<uid_t>(-1); ///< nobody's, until it is known
    gid_t gid = static_cast<gid_t>(-1);
    pid_t pid = 0;
};

/// Owns the descriptor of a Unix-domain socket, which is closed on exec and never blocks.
class UnixSocket
{
public:
    UnixSocket() = default;

    explicit UnixSocket(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    UnixSocket(UnixSocket &&other) noexcept;
    UnixSocket &operator=(UnixSocket &&other) noexcept;
    UnixSocket(const UnixSocket &) = delete;
    UnixSocket &operator=(const UnixSocket &) = delete;

    ~UnixSocket() { close(); }

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }

    [[nodiscard]] int descriptor() const { return m_descriptor; }

    void close();

    /// Storage ("socket.failed"): the kernel does not say.
    [[nodiscard]] Result<Peer> peer() const;

private:
    int m_descriptor = -1;
};

/// Listens at `path`, which only its owner may use (mode 0600 from its first moment on). A file
/// that stands there stays: the holder of the wallet's lock removes it first.
///
/// OutOfRange ("socket.path_too_long"): above 107 bytes (data: path, bytes, most).
/// Storage ("socket.failed"): the system refuses (data: path, reason).
Result<UnixSocket> listenUnix(const QString &path);

/// Connects to who listens at `path`.
///
/// OutOfRange ("socket.path_too_long"). Network ("socket.nobody"): nobody listens there.
/// Storage ("socket.failed").
Result<UnixSocket> connectUnix(const QString &path);

/// The next connection that waits at `listener`. Network ("socket.nobody"): none does.
/// Storage ("socket.failed").
Result<UnixSocket> acceptUnix(const UnixSocket &listener);

} // namespace tuppence::net
