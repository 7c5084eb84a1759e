// SPDX-License-Identifier: MIT
#include "core/chains/evm/server.h"

#include "core/chains/evm/answers.h"

#include <algorithm>

namespace tuppence::evm {

using namespace Qt::StringLiterals;

Pending<QList<Result<Json>>> Server::ask(const QList<net::Call> &calls) const
{
    return rpc->batch(url, calls);
}

Pending<QList<Json>> Server::askAll(const QList<net::Call> &calls) const
{
    return andThen(ask(calls), scope, [](const QList<Result<Json>> &answers) {
        QList<Json> values;
        for (const auto &answer : answers) {
            if (!answer)
                return failed<QList<Json>>(answer.error());
            values.append(*answer);
        }
        return ready<QList<Json>>(values);
    });
}

Error Server::error(const char *code, QJsonObject data) const
{
    data.insert(u"host"_s, url.host());
    return {Error::Kind::Network, code, data, {}};
}

Result<Done> Server::expectChain(const Json &answer, quint64 chainId) const
{
    const auto found = readQuantity(answer);
    if (!found)
        return tl::make_unexpected(error("rpc.malformed"));
    if (*found != chainId)
        return tl::make_unexpected(error(
            "rpc.wrong_chain",
            {{u"expected"_s, QString::number(chainId)}, {u"found"_s, QString::number(*found)}}));
    return Done {};
}

QList<QList<Server>> byHost(const QList<Server> &servers)
{
    QList<QList<Server>> hosts;
    for (const Server &server : servers) {
        const auto same = std::find_if(hosts.begin(), hosts.end(), [&](const auto &host) {
            return host.front().url.host() == server.url.host();
        });
        if (same == hosts.end())
            hosts.append({server});
        else
            same->append(server);
    }
    return hosts;
}

} // namespace tuppence::evm
