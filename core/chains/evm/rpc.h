// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/jsonrpc.h"

namespace tuppence::evm {

/// What became of each, once all are over. Of kind Cancelled ("rpc.cancelled"): it never had a
/// result, because somebody it needed is gone.
template <class T> [[nodiscard]] Pending<QList<Result<T>>> allAnswers(QList<Pending<T>> asked)
{
    return QtFuture::whenAll(asked.begin(), asked.end()).then([](const QList<Pending<T>> &over) {
        QList<Result<T>> results;
        for (const auto &one : over)
            results.append(one.isCanceled() ? fail(Error::Kind::Cancelled, "rpc.cancelled")
                                            : one.result());
        return Result<QList<Result<T>>>(results);
    });
}

/// The way to RPC servers; an interface, so that tests can play the servers.
class Rpc
{
public:
    virtual ~Rpc() = default;
    /// One answer per call, in the order of `calls`. Errors, of the whole and of each: those of
    /// net::JsonRpc.
    [[nodiscard]] virtual Pending<QList<Result<Json>>> batch(const QUrl &server,
                                                             const QList<net::Call> &calls) = 0;
};

/// Over HTTP. Servers that take no batches are asked one by one.
class HttpRpc final : public Rpc
{
public:
    /// `http` outlives this object and its calls.
    explicit HttpRpc(net::Http &http)
        : m_http(http)
    {
    }

    [[nodiscard]] Pending<QList<Result<Json>>> batch(const QUrl &server,
                                                     const QList<net::Call> &calls) override;

private:
    net::Http &m_http;
    QObject m_scope;
};

} // namespace tuppence::evm
