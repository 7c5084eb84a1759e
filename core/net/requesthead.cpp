// SPDX-License-Identifier: MIT
#include "core/net/requesthead.h"

#include "core/net/token.h"

#include <algorithm>
#include <array>

namespace tuppence::net {

using namespace Qt::StringLiterals;

namespace {

Result<Done> checkMethod(const QByteArray &method)
{
    if (!isToken(method) || method == "CONNECT" || method == "TRACE")
        return fail(Error::Kind::Malformed, "http.method",
                    {{u"method"_s, QString::fromUtf8(method)}});
    return Done {};
}

Result<Done> checkHeaders(const Headers &headers)
{
    for (const auto &[name, value] : headers.lines()) {
        if (!isToken(name) || !isFieldValue(value) || isOursToSet(name))
            return fail(Error::Kind::Malformed, "http.header",
                        {{u"name"_s, QString::fromUtf8(name)}});
    }
    return Done {};
}

} // namespace

bool isOursToSet(const QByteArray &name)
{
    static constexpr std::array ours {"host",
                                      "content-length",
                                      "transfer-encoding",
                                      "connection",
                                      "keep-alive",
                                      "upgrade",
                                      "te",
                                      "trailer",
                                      "expect",
                                      "proxy-connection"};
    return std::any_of(ours.begin(), ours.end(), [&](const char *own) {
        return name.compare(QByteArrayView(own), Qt::CaseInsensitive) == 0;
    });
}

Result<QByteArray> requestHead(const Request &request, const Target &target,
                               const QByteArray &userAgent)
{
    TRY(checkMethod(request.method));
    TRY(checkHeaders(request.headers));
    Headers lines {{"Host", target.authority}};
    for (const auto &[name, value] : request.headers.lines())
        lines.add(name, value);
    const std::array<std::pair<QByteArray, QByteArray>, 3> defaults {
        {{"User-Agent", userAgent}, {"Accept", "*/*"}, {"Accept-Encoding", "identity"}}};
    for (const auto &[name, value] : defaults) {
        if (!lines.has(name))
            lines.add(name, value);
    }
    const bool expectsBody =
        request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
    if (expectsBody || !request.body.isEmpty())
        lines.add("Content-Length", QByteArray::number(request.body.size()));
    lines.add("Connection", "close");

    QByteArray head = request.method + ' ' + target.path + " HTTP/1.1\r\n";
    for (const auto &[name, value] : lines.lines())
        head += name + ": " + value + "\r\n";
    return head + "\r\n";
}

} // namespace tuppence::net
