// SPDX-License-Identifier: MIT
#include "core/net/message.h"

#include "core/net/addresspolicy.h"

#include <libpsl.h>

namespace tuppence::net {

using namespace Qt::StringLiterals;

QByteArray canonicalHost(const QUrl &url)
{
    QString host = url.host(QUrl::FullyEncoded).toLower();
    if (const auto address = addressOf(host))
        return address->toString().toLatin1();
    if (host.endsWith(u'.'))
        host.chop(1);
    return host.toLatin1();
}

QByteArray origin(const QUrl &url)
{
    const bool isTls = url.scheme() == "https"_L1;
    const QByteArray host = canonicalHost(url);
    if ((!isTls && url.scheme() != "http"_L1) || host.isEmpty())
        return {};
    const int defaultPort = isTls ? 443 : 80;
    const int port = url.port(defaultPort);
    return url.scheme().toLatin1() + "://" + (host.contains(':') ? '[' + host + ']' : host)
        + (port == defaultPort ? QByteArray() : ':' + QByteArray::number(port));
}

QByteArray registrableDomain(const QByteArray &host)
{
    // The system's list where it is newer than the one that came with the library; read once.
    static const psl_ctx_t *const list = psl_latest(nullptr);
    if (!list || host.isEmpty() || addressOf(QString::fromLatin1(host)))
        return {};
    return psl_registrable_domain(list, host.constData());
}

} // namespace tuppence::net
