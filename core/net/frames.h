// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

#include <array>

/// The frames of tuppenced's sockets: 1 byte kind, 4 bytes length (big-endian), payload.
/// docs/gateway.md, "Frames".
namespace tuppence::net {

enum class FrameKind : quint8 {
    Message = 1, ///< JSON text
    Part = 2, ///< request number, bytes of a body
    End = 3, ///< request number: the body is whole
    Cancel = 4, ///< request number: the request is withdrawn
    Credit = 5, ///< request number, how many more bytes of body are taken
    Secret = 6, ///< request number, bytes
};

/// Names a request on its connection: 1 … 2^32-1.
using RequestNumber = quint32;

constexpr qsizetype frameHeaderBytes = 5;
constexpr qsizetype numberBytes = 4;
constexpr qsizetype mostMessageBytes = 256 * 1024;
constexpr qsizetype mostPartBytes = 64 * 1024; ///< of body, the number not counted
constexpr qsizetype mostSecretBytes = 4 * 1024; ///< the number not counted
constexpr quint32 firstCredit =
    1024 * 1024; ///< bytes of body that may be sent of each request before a credit comes

/// What stands before a payload.
struct FrameHeader
{
    FrameKind kind = FrameKind::Message;
    quint32 length = 0; ///< of the payload, within the bounds of its kind

    /// Reads exactly frameHeaderBytes. Malformed ("frame.malformed"): another size, no such kind,
    /// or a payload too short for its kind. OutOfRange ("frame.too_large"): longer than its kind
    /// allows.
    static Result<FrameHeader> decode(QByteArrayView bytes);
    [[nodiscard]] std::array<char, frameHeaderBytes> encode() const;

    friend bool operator==(const FrameHeader &, const FrameHeader &) = default;
};

/// Whole frames, header included; an empty message or part is none. A payload beyond its cap is our
/// own bug.
[[nodiscard]] QByteArray messageFrame(QByteArrayView json);
[[nodiscard]] QByteArray partFrame(RequestNumber request, QByteArrayView bytes);
[[nodiscard]] QByteArray endFrame(RequestNumber request);
[[nodiscard]] QByteArray cancelFrame(RequestNumber request);
[[nodiscard]] QByteArray creditFrame(RequestNumber request, quint32 bytes);
/// What stands before the `size` bytes of a secret, which are never put together with it.
[[nodiscard]] QByteArray secretFrameStart(RequestNumber request, qsizetype size);

/// The number that begins a payload of at least numberBytes.
[[nodiscard]] quint32 numberAt(QByteArrayView payload, qsizetype at = 0);

} // namespace tuppence::net
