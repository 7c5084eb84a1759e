// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/net/frames.h"
#include "core/net/unixsocket.h"

#include <optional>

namespace tuppence::net {

/// A frame as it was received.
struct Frame
{
    FrameKind kind = FrameKind::Message;
    RequestNumber request = 0; ///< of every kind but Message
    QByteArray bytes; ///< JSON text, a part, or the 4 bytes of a credit
    Secret secret; ///< of kind Secret
};

/// Reads frames from a socket: a header, then exactly the payload that it announced, so that the
/// bytes of a secret go from the kernel into a Secret and nowhere else.
class FrameReader
{
public:
    /// The next whole frame. No value: more must come first.
    ///
    /// Malformed ("frame.malformed") and OutOfRange ("frame.too_large"): said before anything is
    /// allocated. Network ("socket.closed"): the other end is gone, or the socket broke.
    Result<std::optional<Frame>> next(const UnixSocket &socket);

private:
    enum class Stage { Header, Number, Payload };

    Result<bool> fill(const UnixSocket &socket);
    Result<Done> advance();
    void begin(Stage stage, char *target, qsizetype size);
    [[nodiscard]] Frame take();

    std::array<char, frameHeaderBytes> m_header {};
    std::array<char, numberBytes> m_number {};
    Frame m_frame;
    char *m_target = m_header.data(); ///< where the stage's next byte goes
    qsizetype m_missing = frameHeaderBytes; ///< bytes of this stage
    qsizetype m_payloadBytes = 0; ///< after the number
    Stage m_stage = Stage::Header;
    bool m_isWhole = false;
};

} // namespace tuppence::net
