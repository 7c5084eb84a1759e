// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/net/message.h"

#include <QByteArrayView>

namespace tuppence::net {

/// Reads the head of an answer as it comes in. Interim answers (1xx) are read and passed over.
/// https://www.rfc-editor.org/rfc/rfc9112#section-4
class HeadReader
{
public:
    HeadReader(qsizetype mostBytes, qsizetype mostLines)
        : m_mostBytes(mostBytes)
        , m_mostLines(mostLines)
    {
    }

    /// Takes what belongs to the head and gives what follows it.
    ///
    /// Malformed ("http.malformed"): that is no HTTP/1 answer. OutOfRange ("http.head_too_large";
    /// data: most): more bytes or lines than allowed, interim answers included.
    Result<QByteArray> feed(QByteArrayView bytes);

    [[nodiscard]] bool isComplete() const { return m_isComplete; }

    /// Status and headers, once complete.
    [[nodiscard]] const Response &head() const { return m_head; }

private:
    Result<Done> endLine();
    Result<Done> readStatus(const QByteArray &line);
    Result<Done> readHeader(const QByteArray &line);
    Result<Done> endHead();

    Response m_head;
    QByteArray m_line;
    qsizetype m_mostBytes = 0;
    qsizetype m_mostLines = 0;
    qsizetype m_bytes = 0;
    qsizetype m_lines = 0;
    bool m_isComplete = false;
};

} // namespace tuppence::net
