// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/http.h"

#include <QObject>

#include <memory>

namespace tuppence::net {

class Resolver;

/// Http/1.1 over Qt's sockets: one connection for each request. Names are looked up here, every
/// address is checked against addresspolicy.h, and the connection goes to a checked address, with a
/// certificate that names the host.
///
/// Not QNetworkAccessManager, which in Qt 6.4.2 sends a request a second time by itself, reads
/// heads without end and bodies of a 401 whole, takes 103 for the answer, and cannot tell what has
/// left.
class QtHttp final : public QObject, public Http
{
    Q_OBJECT

public:
    /// `userAgent` is sent where a request has none: "Tuppence/0.1.0".
    QtHttp(const QByteArray &userAgent, std::unique_ptr<Resolver> resolver,
           QObject *parent = nullptr);
    ~QtHttp() override;

    /// The future stays without a result (QFuture::isCanceled()) when this object goes first.
    [[nodiscard]] Pending<std::shared_ptr<Arriving>> open(const Request &request,
                                                          const Options &options) override;

private:
    QByteArray m_userAgent;
    std::unique_ptr<Resolver> m_resolver;
};

} // namespace tuppence::net
