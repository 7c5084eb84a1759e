// SPDX-License-Identifier: MIT
#include "core/protocols/encodedheader.h"

#include "core/base/bytes.h"

using namespace Qt::StringLiterals;

namespace tuppence {

namespace {

Result<QByteArray> decoded(const QByteArray &value)
{
    if (value.size() > largestHeader)
        return fail(Error::Kind::OutOfRange, "x402.header_too_large", {{u"bytes"_s, value.size()}});
    return fromBase64(value).map_error(asUnreadable);
}

} // namespace

std::optional<Result<QByteArray>> encodedHeader(const net::Headers &headers, const QByteArray &name)
{
    std::optional<QByteArray> found;
    for (const QByteArray &line : headers.all(name)) {
        // Proxies and HTTP libraries join repeated lines by a comma, which base64 never has.
        for (const QByteArray &value : line.split(',')) {
            const auto text = decoded(value);
            if (!text)
                return text;
            if (found && *found != *text)
                return fail(Error::Kind::Malformed, "x402.two_challenges");
            found = *text;
        }
    }
    if (!found)
        return std::nullopt;
    return *found;
}

Error asUnreadable(const Error &cause)
{
    if (cause.code.startsWith("x402."))
        return cause;
    return {cause.kind, "x402.unreadable", {}, QString::fromUtf8(cause.code)};
}

} // namespace tuppence
