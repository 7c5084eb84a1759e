// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/rpc.h"

#include <functional>

namespace tuppence::evm {

/// One RPC server and the way to it.
struct Server
{
    Rpc *rpc = nullptr; ///< outlives every call
    QUrl url;
    QObject *scope = nullptr; ///< of every continuation

    /// One answer per call.
    [[nodiscard]] Pending<QList<Result<Json>>> ask(const QList<net::Call> &calls) const;
    /// The answers where every call has one; else the first error.
    [[nodiscard]] Pending<QList<Json>> askAll(const QList<net::Call> &calls) const;

    /// An error of kind Network that names the host.
    [[nodiscard]] Error error(const char *code, QJsonObject data = {}) const;
    /// The answer to chainIdCall(). Network "rpc.wrong_chain" {host, expected, found},
    /// "rpc.malformed".
    [[nodiscard]] Result<Done> expectChain(const Json &answer, quint64 chainId) const;
};

/// Several addresses of one host are one witness.
[[nodiscard]] QList<QList<Server>> byHost(const QList<Server> &servers);

/// Asks one server after the other until one gives a value; else the last one's error. `servers` is
/// not empty.
template <class T>
[[nodiscard]] Pending<T> firstAnswer(QList<Server> servers,
                                     std::function<Pending<T>(const Server &)> ask)
{
    const Server server = servers.takeFirst();
    return ask(server)
        .then([servers, ask](const Result<T> &result) {
            return result || servers.isEmpty() ? ready(result) : firstAnswer<T>(servers, ask);
        })
        .unwrap();
}

} // namespace tuppence::evm
