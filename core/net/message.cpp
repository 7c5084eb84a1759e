// SPDX-License-Identifier: MIT
#include "core/net/message.h"

#include "core/net/addresspolicy.h"

#include <libpsl.h>

#include <algorithm>

namespace tuppence::net {

using namespace Qt::StringLiterals;

namespace {

bool isNamed(const std::pair<QByteArray, QByteArray> &line, const QByteArray &name)
{
    return line.first.compare(name, Qt::CaseInsensitive) == 0;
}

} // namespace

void Headers::set(const QByteArray &name, const QByteArray &value)
{
    remove(name);
    add(name, value);
}

void Headers::remove(const QByteArray &name)
{
    m_lines.removeIf([&](const auto &line) { return isNamed(line, name); });
}

std::optional<QByteArray> Headers::first(const QByteArray &name) const
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(),
                                    [&](const auto &line) { return isNamed(line, name); });
    return found == m_lines.end() ? std::nullopt : std::optional(found->second);
}

QByteArrayList Headers::all(const QByteArray &name) const
{
    QByteArrayList values;
    for (const auto &line : m_lines) {
        if (isNamed(line, name))
            values.append(line.second);
    }
    return values;
}

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
