// SPDX-License-Identifier: MIT
#include "core/net/framereader.h"

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

Result<std::optional<Frame>> FrameReader::next(const UnixSocket &socket)
{
    while (!m_isWhole) {
        const bool isFilled = TRY(fill(socket));
        if (!isFilled)
            return std::nullopt;
        TRY(advance());
    }
    return take();
}

/// Whether the stage has all its bytes.
Result<bool> FrameReader::fill(const UnixSocket &socket)
{
    while (m_missing > 0) {
        const auto got =
            ::recv(socket.descriptor(), m_target, static_cast<size_t>(m_missing), MSG_DONTWAIT);
        if (got == 0)
            return gone();
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return false;
        if (got < 0)
            return gone();
        m_target += got;
        m_missing -= got;
    }
    return true;
}

Result<Done> FrameReader::advance()
{
    if (m_stage == Stage::Header) {
        const auto header = TRY(FrameHeader::decode(m_header));
        m_frame.kind = header.kind;
        const bool hasNumber = header.kind != FrameKind::Message;
        m_payloadBytes = qsizetype {header.length} - (hasNumber ? numberBytes : 0);
        if (hasNumber) {
            begin(Stage::Number, m_number.data(), numberBytes);
            return Done {};
        }
    } else if (m_stage == Stage::Number) {
        m_frame.request = numberAt(m_number);
        if (m_frame.request == 0)
            return fail(Error::Kind::Malformed, "frame.malformed");
    } else {
        m_isWhole = true;
        return Done {};
    }
    if (m_frame.kind == FrameKind::Secret) {
        m_frame.secret = Secret::create(m_payloadBytes);
        begin(Stage::Payload, m_frame.secret.data(), m_payloadBytes);
    } else {
        m_frame.bytes = QByteArray(m_payloadBytes, Qt::Uninitialized);
        begin(Stage::Payload, m_frame.bytes.data(), m_payloadBytes);
    }
    return Done {};
}

void FrameReader::begin(Stage stage, char *target, qsizetype size)
{
    m_stage = stage;
    m_target = target;
    m_missing = size;
}

Frame FrameReader::take()
{
    m_isWhole = false;
    begin(Stage::Header, m_header.data(), frameHeaderBytes);
    return std::exchange(m_frame, {});
}

} // namespace tuppence::net
