// SPDX-License-Identifier: MIT
#include "core/net/redirect.h"

#include <algorithm>
#include <array>

namespace tuppence::net {

using namespace Qt::StringLiterals;

namespace {

bool isPaymentHeader(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    return lower.startsWith("payment-") || lower == "payment" || lower == "x-payment"
        || lower.startsWith("x-payment-") || lower == "sign-in-with-x";
}

bool describesBody(const QByteArray &name)
{
    return name.toLower().startsWith("content-");
}

/// Says nothing about who asks.
bool isPlain(const QByteArray &name)
{
    static const std::array plain {QByteArray("accept"), QByteArray("accept-language"),
                                   QByteArray("accept-encoding"), QByteArray("user-agent")};
    return std::find(plain.begin(), plain.end(), name.toLower()) != plain.end();
}

bool losesBody(const QByteArray &method, int status)
{
    return status == 303 || ((status == 301 || status == 302) && method == "POST");
}

Result<QUrl> target(const QUrl &from, const QByteArray &location)
{
    const QUrl given = QUrl::fromEncoded(location);
    const QUrl to = from.resolved(given);
    if (location.isEmpty() || !given.isValid() || !to.isValid())
        return fail(Error::Kind::Malformed, "http.redirect");
    if (to.scheme() != "https"_L1 && to.scheme() != "http"_L1)
        return fail(Error::Kind::Refused, "http.scheme", {{u"scheme"_s, to.scheme()}});
    if (to.host().isEmpty())
        return fail(Error::Kind::Malformed, "http.redirect");
    if (from.scheme() == "https"_L1 && to.scheme() == "http"_L1)
        return fail(Error::Kind::Refused, "http.downgrade", {{u"host"_s, to.host()}});
    return to;
}

} // namespace

bool isRedirect(const Response &response)
{
    static constexpr std::array statuses {301, 302, 303, 307, 308};
    return std::find(statuses.begin(), statuses.end(), response.status) != statuses.end()
        && response.headers.has("location");
}

Result<Request> followed(const Request &request, const Response &response)
{
    if (!isRedirect(response))
        return fail(Error::Kind::Malformed, "http.redirect");
    Request next;
    next.url = TRY(target(request.url, *response.headers.first("location")));
    const bool withoutBody = losesBody(request.method, response.status);
    next.method = withoutBody && request.method != "HEAD" ? "GET"_ba : request.method;
    next.body = withoutBody ? QByteArray() : request.body;
    const bool staysHome = origin(next.url) == origin(request.url);
    for (const auto &[name, value] : request.headers.lines()) {
        const bool goesAbroad = isPlain(name) || describesBody(name);
        if (!isPaymentHeader(name) && (staysHome || goesAbroad)
            && !(withoutBody && describesBody(name)))
            next.headers.add(name, value);
    }
    return next;
}

} // namespace tuppence::net
