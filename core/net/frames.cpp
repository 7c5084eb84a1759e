// SPDX-License-Identifier: MIT
#include "core/net/frames.h"

#include <QtEndian>

namespace tuppence::net {

using namespace Qt::StringLiterals;

namespace {

struct Bounds
{
    quint32 least;
    quint32 most;
};

constexpr std::optional<Bounds> boundsOf(FrameKind kind)
{
    switch (kind) {
    case FrameKind::Message:
        return Bounds {1, mostMessageBytes};
    case FrameKind::Part:
        return Bounds {numberBytes + 1, numberBytes + mostPartBytes};
    case FrameKind::End:
    case FrameKind::Cancel:
        return Bounds {numberBytes, numberBytes};
    case FrameKind::Credit:
        return Bounds {2 * numberBytes, 2 * numberBytes};
    case FrameKind::Secret:
        return Bounds {numberBytes, numberBytes + mostSecretBytes};
    }
    return std::nullopt;
}

QByteArray frame(FrameKind kind, QByteArrayView payload)
{
    [[maybe_unused]] const auto bounds = boundsOf(kind);
    Q_ASSERT(payload.size() >= bounds->least && payload.size() <= bounds->most);
    const auto header = FrameHeader {kind, static_cast<quint32>(payload.size())}.encode();
    QByteArray bytes(header.data(), frameHeaderBytes);
    bytes += payload;
    return bytes;
}

QByteArray number(quint32 value)
{
    QByteArray bytes(numberBytes, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

} // namespace

Result<FrameHeader> FrameHeader::decode(QByteArrayView bytes)
{
    if (bytes.size() != frameHeaderBytes)
        return fail(Error::Kind::Malformed, "frame.malformed");
    const FrameHeader header {static_cast<FrameKind>(bytes.front()), numberAt(bytes, 1)};
    const auto bounds = boundsOf(header.kind);
    if (!bounds || header.length < bounds->least)
        return fail(Error::Kind::Malformed, "frame.malformed");
    if (header.length > bounds->most)
        return fail(Error::Kind::OutOfRange, "frame.too_large",
                    {{u"bytes"_s, qint64 {header.length}}, {u"most"_s, qint64 {bounds->most}}});
    return header;
}

std::array<char, frameHeaderBytes> FrameHeader::encode() const
{
    std::array<char, frameHeaderBytes> bytes {static_cast<char>(kind)};
    qToBigEndian(length, bytes.data() + 1);
    return bytes;
}

QByteArray messageFrame(QByteArrayView json)
{
    return frame(FrameKind::Message, json);
}

QByteArray partFrame(RequestNumber request, QByteArrayView bytes)
{
    return frame(FrameKind::Part, number(request) + bytes.toByteArray());
}

QByteArray endFrame(RequestNumber request)
{
    return frame(FrameKind::End, number(request));
}

QByteArray cancelFrame(RequestNumber request)
{
    return frame(FrameKind::Cancel, number(request));
}

QByteArray creditFrame(RequestNumber request, quint32 bytes)
{
    return frame(FrameKind::Credit, number(request) + number(bytes));
}

QByteArray secretFrameStart(RequestNumber request, qsizetype size)
{
    Q_ASSERT(size <= mostSecretBytes);
    const FrameHeader header {FrameKind::Secret, static_cast<quint32>(numberBytes + size)};
    return QByteArray(header.encode().data(), frameHeaderBytes) + number(request);
}

quint32 numberAt(QByteArrayView payload, qsizetype at)
{
    return qFromBigEndian<quint32>(payload.sliced(at, numberBytes).data());
}

} // namespace tuppence::net
