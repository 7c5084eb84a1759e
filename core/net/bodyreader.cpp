// SPDX-License-Identifier: MIT
#include "core/net/bodyreader.h"

#include <algorithm>

namespace tuppence::net {

namespace {

constexpr qsizetype mostLineBytes = 4096; // a chunk's size with its extensions, or a trailer's line
constexpr qsizetype mostTrailerBytes = 64 * 1024;

auto malformed()
{
    return fail(Error::Kind::Malformed, "http.malformed");
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

Result<BodyReader> BodyReader::create(const QByteArray &method, const Response &head)
{
    if (method == "HEAD" || head.status == 204 || head.status == 304)
        return BodyReader(Part::Nothing);
    // With both, chunks win; the connection carries nothing after this answer that could be
    // mistaken.
    if (head.headers.has("transfer-encoding")) {
        const QByteArrayList codings = head.headers.all("transfer-encoding");
        if (codings.size() != 1 || codings.first().compare("chunked", Qt::CaseInsensitive) != 0)
            return malformed();
        return BodyReader(Part::ChunkSize);
    }
    if (head.headers.has("content-length"))
        return ofLength(head.headers.all("content-length"));
    return BodyReader(Part::Rest);
}

Result<BodyReader> BodyReader::ofLength(const QByteArrayList &lengths)
{
    const QByteArray &first = lengths.first();
    const bool isNumber = !first.isEmpty() && first.size() <= 18
        && std::all_of(first.begin(), first.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber || lengths.count(first) != lengths.size())
        return malformed();
    const qint64 length = first.toLongLong();
    return BodyReader(length == 0 ? Part::Nothing : Part::Length, length);
}

Result<QByteArray> BodyReader::feed(QByteArrayView wire)
{
    QByteArray body;
    while (!wire.isEmpty() && m_part != Part::Nothing) {
        if (m_part == Part::Rest)
            return wire.toByteArray();
        if (m_part != Part::Length && m_part != Part::Chunk) {
            TRY(feedLine(wire.front()));
            wire = wire.sliced(1);
            continue;
        }
        const auto taken = qMin<qint64>(m_left, wire.size());
        body += wire.first(taken);
        wire = wire.sliced(taken);
        m_left -= taken;
        if (m_left == 0)
            m_part = m_part == Part::Length ? Part::Nothing : Part::ChunkEnd;
    }
    return body;
}

Result<Done> BodyReader::feedLine(char c)
{
    m_line += c;
    if (m_line.size() > mostLineBytes)
        return malformed();
    if (c != '\n')
        return Done {};
    m_line.chop(m_line.endsWith("\r\n") ? 2 : 1);
    return endLine(std::exchange(m_line, {}));
}

Result<Done> BodyReader::endLine(const QByteArray &line)
{
    switch (m_part) {
    case Part::ChunkSize:
        return beginChunk(line.first(line.contains(';') ? line.indexOf(';') : line.size()));
    case Part::ChunkEnd:
        m_part = Part::ChunkSize;
        return line.isEmpty() ? Result<Done>(Done {}) : malformed();
    default: // a trailer: nobody here needs one
        m_trailerBytes += line.size();
        if (m_trailerBytes > mostTrailerBytes)
            return malformed();
        if (line.isEmpty())
            m_part = Part::Nothing;
        return Done {};
    }
}

Result<Done> BodyReader::beginChunk(const QByteArray &size)
{
    const QByteArray digits = size.trimmed();
    if (digits.isEmpty() || digits.size() > 15
        || !std::all_of(digits.begin(), digits.end(), isHexDigit))
        return malformed();
    m_left = digits.toLongLong(nullptr, 16);
    m_part = m_left == 0 ? Part::Trailer : Part::Chunk;
    return Done {};
}

} // namespace tuppence::net
