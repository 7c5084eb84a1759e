// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/net/message.h"

#include <QByteArrayView>

namespace tuppence::net {

/// Takes the body of an answer out of the bytes of its connection.
/// https://www.rfc-editor.org/rfc/rfc9112#section-6.3
class BodyReader
{
public:
    /// Malformed ("http.malformed"): the head does not say clearly where the body ends.
    static Result<BodyReader> create(const QByteArray &method, const Response &head);

    /// The body's bytes among `wire`, never more than those. What follows a whole body is dropped.
    /// Malformed ("http.malformed"): broken chunks.
    Result<QByteArray> feed(QByteArrayView wire);

    /// The last byte of the body was fed.
    [[nodiscard]] bool isWhole() const { return m_part == Part::Nothing; }

    /// Neither length nor chunks: the end of the connection is the end of the body.
    [[nodiscard]] bool endsWithConnection() const { return m_part == Part::Rest; }

private:
    /// What the next byte belongs to.
    enum class Part { Rest, Length, ChunkSize, Chunk, ChunkEnd, Trailer, Nothing };

    explicit BodyReader(Part part, qint64 left = 0)
        : m_left(left)
        , m_part(part)
    {
    }

    static Result<BodyReader> ofLength(const QByteArrayList &lengths);
    Result<Done> feedLine(char c);
    Result<Done> endLine(const QByteArray &line);
    Result<Done> beginChunk(const QByteArray &size);

    QByteArray m_line; ///< of a chunk's frame
    qint64 m_left = 0; ///< bytes of the body, or of this chunk
    qsizetype m_trailerBytes = 0;
    Part m_part;
};

} // namespace tuppence::net
