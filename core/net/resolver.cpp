// SPDX-License-Identifier: MIT
#include "core/net/resolver.h"

#include <QCoreApplication>
#include <QHostInfo>

#include <memory>

namespace tuppence::net {

using namespace Qt::StringLiterals;

Pending<QList<QHostAddress>> SystemResolver::resolve(const QString &host)
{
    auto promise = std::make_shared<QPromise<Result<QList<QHostAddress>>>>();
    promise->start();
    QHostInfo::lookupHost(host, qApp, [promise, host](const QHostInfo &found) {
        if (found.addresses().isEmpty())
            promise->addResult(fail(Error::Kind::Network, "http.unknown_host", {{u"host"_s, host}},
                                    found.errorString()));
        else
            promise->addResult(found.addresses());
        promise->finish();
    });
    return promise->future();
}

} // namespace tuppence::net
