// SPDX-License-Identifier: MIT
#include "core/net/target.h"

#include "core/net/addresspolicy.h"

#include <algorithm>

namespace tuppence::net {

using namespace Qt::StringLiterals;

namespace {

auto badUrl()
{
    return fail(Error::Kind::Malformed, "http.url");
}

/// The request target, or nothing where it would break the request line.
QByteArray pathOf(const QUrl &url)
{
    QByteArray path = url.path(QUrl::FullyEncoded).toUtf8();
    if (path.isEmpty())
        path = "/";
    if (url.hasQuery())
        path += '?' + url.query(QUrl::FullyEncoded).toUtf8();
    const bool isClean =
        std::all_of(path.begin(), path.end(), [](char c) { return c > ' ' && c < 0x7f; });
    return isClean && path.startsWith('/') ? path : QByteArray();
}

} // namespace

Result<Target> Target::create(const QUrl &url, Reach reach)
{
    Target target;
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        return fail(Error::Kind::Refused, "http.scheme", {{u"scheme"_s, url.scheme()}});
    target.isTls = url.scheme() == "https"_L1;
    target.host = QString::fromLatin1(canonicalHost(url));
    target.path = pathOf(url);
    const int port = url.port(target.isTls ? 443 : 80);
    if (!url.isValid() || target.host.isEmpty() || target.path.isEmpty() || port < 1)
        return badUrl();
    // A name and password would become a header that nobody has seen.
    if (!url.userInfo().isEmpty())
        return badUrl();
    target.port = static_cast<quint16>(port);
    target.authority = origin(url);
    target.authority.remove(0, target.authority.indexOf("//") + 2);
    const auto address = addressOf(target.host);
    if (address)
        target.addresses = {*address};
    else if (target.host == "localhost"_L1) // asked of nobody: RFC 6761 section 6.3
        target.addresses = {QHostAddress(QHostAddress::LocalHost),
                            QHostAddress(QHostAddress::LocalHostIPv6)};
    target.isThisMachine =
        !target.addresses.isEmpty() && place(target.addresses.first()) == Place::Loopback;
    if (target.isThisMachine && reach != Reach::Loopback)
        return fail(Error::Kind::Refused, "http.loopback", {{u"host"_s, target.host}});
    if (!target.isThisMachine && !target.isTls)
        return fail(Error::Kind::Refused, "http.plain", {{u"host"_s, target.host}});
    target.addresses = TRY(target.checked(target.addresses));
    return target;
}

Result<QList<QHostAddress>> Target::checked(const QList<QHostAddress> &found) const
{
    const Place wanted = isThisMachine ? Place::Loopback : Place::Public;
    for (const QHostAddress &address : found) {
        if (place(address) == wanted)
            continue;
        if (addressOf(host))
            return fail(Error::Kind::Refused, "http.not_public", {{u"host"_s, host}});
        return fail(Error::Kind::Refused, "http.address",
                    {{u"host"_s, host}, {u"address"_s, address.toString()}});
    }
    return found;
}

} // namespace tuppence::net
