// SPDX-License-Identifier: MIT
#include "core/net/headreader.h"

#include "core/net/token.h"

#include <algorithm>

namespace tuppence::net {

using namespace Qt::StringLiterals;

namespace {

auto malformed()
{
    return fail(Error::Kind::Malformed, "http.malformed");
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

Result<QByteArray> HeadReader::feed(QByteArrayView bytes)
{
    while (!m_isComplete && !bytes.isEmpty()) {
        const auto end = bytes.indexOf('\n');
        const auto part = bytes.first(end < 0 ? bytes.size() : end + 1);
        m_bytes += part.size();
        if (m_bytes > m_mostBytes)
            return fail(Error::Kind::OutOfRange, "http.head_too_large", {{u"most"_s, m_mostBytes}});
        m_line += part;
        bytes = bytes.sliced(part.size());
        if (end >= 0)
            TRY(endLine());
    }
    return bytes.toByteArray();
}

Result<Done> HeadReader::endLine()
{
    m_line.chop(m_line.endsWith("\r\n") ? 2 : 1);
    const QByteArray line = std::exchange(m_line, {});
    if (m_head.status == 0)
        return readStatus(line);
    return line.isEmpty() ? endHead() : readHeader(line);
}

Result<Done> HeadReader::readStatus(const QByteArray &line)
{
    // "HTTP/1.1 402 Payment Required"; the reason may be left out, with its space or without.
    const QByteArrayView digits = QByteArrayView(line).sliced(qMin<qsizetype>(9, line.size()));
    const bool isHttp1 = line.startsWith("HTTP/1.") && line.size() >= 12 && isDigit(line[7])
        && line[8] == ' ' && std::all_of(digits.begin(), digits.begin() + 3, isDigit)
        && (line.size() == 12 || line[12] == ' ');
    const int status = isHttp1 ? digits.first(3).toInt() : 0;
    // 101 would be the answer to an Upgrade, which is never asked for.
    if (status < 100 || status > 599 || status == 101)
        return malformed();
    m_head.status = status;
    return Done {};
}

Result<Done> HeadReader::readHeader(const QByteArray &line)
{
    if (++m_lines > m_mostLines)
        return fail(Error::Kind::OutOfRange, "http.head_too_large", {{u"most"_s, m_mostBytes}});
    const auto colon = line.indexOf(':');
    const QByteArray name = line.first(qMax<qsizetype>(colon, 0));
    const QByteArray value = line.sliced(colon + 1).trimmed();
    // A line that begins with a space once continued the line before; no server may do that today.
    if (!isToken(name) || !isFieldValue(value))
        return malformed();
    m_head.headers.add(name, value);
    return Done {};
}

Result<Done> HeadReader::endHead()
{
    m_isComplete = m_head.status >= 200;
    if (!m_isComplete)
        m_head = {};
    return Done {};
}

} // namespace tuppence::net
