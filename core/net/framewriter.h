// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/net/unixsocket.h"

#include <QByteArray>

#include <deque>

namespace tuppence::net {

/// What waits to be written to a socket, in order. Secrets wait as secrets.
class FrameWriter
{
public:
    /// Who does not read while this much waits is given up.
    static constexpr qsizetype mostWaitingBytes = 8 * 1024 * 1024;

    void append(QByteArray bytes);
    void append(Secret secret);
    /// Writes what the kernel takes. Network ("socket.closed"): the other end is gone, the socket
    /// broke, or more than mostWaitingBytes wait all the same.
    Result<Done> write(const UnixSocket &socket);

    [[nodiscard]] qsizetype waitingBytes() const { return m_waitingBytes; }

    void clear();

private:
    /// One of the two; the other is empty.
    struct Chunk
    {
        QByteArray bytes;
        Secret secret;

        [[nodiscard]] QByteArrayView view() const
        {
            return secret.isEmpty() ? QByteArrayView(bytes)
                                    : QByteArrayView(secret.data(), secret.size());
        }
    };

    std::deque<Chunk> m_chunks;
    qsizetype m_written = 0; ///< bytes of the first chunk
    qsizetype m_waitingBytes = 0;
};

} // namespace tuppence::net
