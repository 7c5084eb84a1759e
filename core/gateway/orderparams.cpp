// SPDX-License-Identifier: MIT
#include "core/gateway/orderparams.h"

#include "core/base/plaintext.h"

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

constexpr qsizetype longestUrl = 16 * 1024;
constexpr qsizetype longestKey = 128;
constexpr qsizetype longestAmount = 100;
constexpr qsizetype longestReason = 500;
constexpr qsizetype mostHeaders = 200;

tl::unexpected<Error> wrong(const char *name)
{
    return fail(Error::Kind::Malformed, "gateway.params", {{u"name"_s, QString::fromLatin1(name)}});
}

/// The text member, or nothing where it is absent.
Result<QByteArray> textFrom(const Json &params, const char *name, qsizetype longest)
{
    const Json *found = member(params, name);
    if (!found)
        return QByteArray();
    const auto text = textMember(params, name);
    if (!text || text->size() > longest)
        return wrong(name);
    return *text;
}

Result<bool> switchFrom(const Json &params, const char *name)
{
    const Json *found = member(params, name);
    if (found && !found->is_boolean())
        return wrong(name);
    return found && found->get<bool>();
}

Result<net::Headers> headersFrom(const Json &params)
{
    net::Headers headers;
    const Json *lines = member(params, "headers");
    if (!lines)
        return headers;
    if (!lines->is_array() || static_cast<qsizetype>(lines->size()) > mostHeaders)
        return wrong("headers");
    for (const Json &line : *lines) {
        if (!line.is_array() || line.size() != 2 || !line[0].is_string() || !line[1].is_string())
            return wrong("headers");
        headers.add(QByteArray::fromStdString(line[0].get<std::string>()),
                    QByteArray::fromStdString(line[1].get<std::string>()));
    }
    return headers;
}

Result<net::Request> requestFrom(const Call &call)
{
    net::Request request;
    const auto url = TRY(textFrom(call.params, "url", longestUrl));
    request.url = QUrl(QString::fromUtf8(url), QUrl::StrictMode);
    if (url.isEmpty() || !request.url.isValid())
        return wrong("url");
    request.headers = TRY(headersFrom(call.params));
    if (const auto method = TRY(textFrom(call.params, "method", longestKey)); !method.isEmpty())
        request.method = method;
    request.body = call.body;
    return request;
}

} // namespace

Result<payments::Order> orderFrom(const Call &call, const Caller &caller)
{
    payments::Order order;
    order.request = TRY(requestFrom(call));
    order.requester = caller.identity();
    order.isPaired = caller.paired;
    order.requesterName =
        caller.paired ? caller.name : u"An unpaired program (%1)"_s.arg(caller.name);
    order.key = TRY(textFrom(call.params, "key", longestKey));
    order.follow = TRY(switchFrom(call.params, "follow"));
    order.most = QString::fromUtf8(TRY(textFrom(call.params, "most", longestAmount)));
    const auto reason = TRY(textFrom(call.params, "reason", 4 * longestReason));
    order.reason = plainText(reason, longestReason);
    return order;
}

} // namespace tuppence::gateway
