// SPDX-License-Identifier: MIT
#include "core/net/framewriter.h"

#include <sys/socket.h>

#include <cerrno>
#include <utility>

namespace tuppence::net {

namespace {

auto gone()
{
    return fail(Error::Kind::Network, "socket.closed");
}

} // namespace

void FrameWriter::append(QByteArray bytes)
{
    m_waitingBytes += bytes.size();
    m_chunks.push_back({std::move(bytes), {}});
}

void FrameWriter::append(Secret secret)
{
    m_waitingBytes += secret.size();
    m_chunks.push_back({{}, std::move(secret)});
}

Result<Done> FrameWriter::write(const UnixSocket &socket)
{
    while (!m_chunks.empty()) {
        const QByteArrayView rest = m_chunks.front().view().sliced(m_written);
        const auto sent = ::send(socket.descriptor(), rest.data(), static_cast<size_t>(rest.size()),
                                 MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            break;
        if (sent < 0)
            return gone();
        m_written += sent;
        m_waitingBytes -= sent;
        if (sent == rest.size()) {
            m_chunks.pop_front();
            m_written = 0;
        }
    }
    return m_waitingBytes > mostWaitingBytes ? gone() : Result<Done>(Done {});
}

void FrameWriter::clear()
{
    m_chunks.clear();
    m_written = 0;
    m_waitingBytes = 0;
}

} // namespace tuppence::net
