// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/http.h"

#include <QHostAddress>

namespace tuppence::net {

/// Where a request goes, once its URL has been found fit to be asked.
struct Target
{
    QString host; ///< as canonicalHost() gives it; what a certificate must name
    quint16 port = 0;
    bool isTls = false;
    bool isThisMachine = false; ///< asked for by name or address, so that it must be loopback
    QByteArray authority; ///< the value of Host: the port only where it is not the scheme's own
    QByteArray path; ///< with the query, as it stands in the request line
    QList<QHostAddress> addresses; ///< where no name has to be looked up

    /// Errors: "http.url", "http.scheme", "http.plain", "http.loopback", "http.not_public" of
    /// Http::open().
    static Result<Target> create(const QUrl &url, Reach reach);

    /// Checks what the name led to. Refused ("http.address"; data: host, address; where the host is
    /// an address itself "http.not_public"; data: host): one of `found` is not where it should be.
    /// One bad address spoils all, for nobody honest mixes them.
    [[nodiscard]] Result<QList<QHostAddress>> checked(const QList<QHostAddress> &found) const;
};

} // namespace tuppence::net
