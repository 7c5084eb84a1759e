// SPDX-License-Identifier: MIT
#include "core/chains/evm/broadcast.h"

#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"

#include <algorithm>
#include <array>

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

/// Whether a server says that this very transaction waits with it. In the order of the words: geth,
/// reth and erigon; nethermind; anvil; besu.
bool saysThatItHasIt(const Error &error)
{
    constexpr std::array words {"already known"_L1, "alreadyknown"_L1, "already imported"_L1,
                                "known transaction"_L1};
    const QString message = error.data[u"message"_s].toString();
    return std::any_of(words.cbegin(), words.cend(), [&](QLatin1StringView part) {
        return message.contains(part, Qt::CaseInsensitive);
    });
}

bool isOf(const Json &transaction, const QByteArray &hash)
{
    const Json *found = member(transaction, "hash");
    return found && readBytes(*found) == hash;
}

/// A server that refuses may have it in a block already ("nonce too low"), or call its having it
/// something that we do not know.
Pending<Done> askWhetherItHasIt(const Server &server, const Broadcast &sent, const Error &refusal)
{
    return whenReady(server.askAll({transactionCall(sent.hash)}), server.scope,
                     [hash = sent.hash, refusal](const Result<QList<Json>> &answers) {
                         const bool has = answers && isOf(answers->front(), hash);
                         return has ? ready<Done>(Done {}) : failed<Done>(refusal);
                     });
}

Pending<Done> take(const Server &server, const Broadcast &sent, const Result<Json> &answer)
{
    if (!answer && answer.error().code != "rpc.error")
        return failed<Done>(answer.error());
    if (!answer)
        return saysThatItHasIt(answer.error()) ? ready<Done>(Done {})
                                               : askWhetherItHasIt(server, sent, answer.error());
    return readBytes(*answer) == sent.hash ? ready<Done>(Done {})
                                           : failed<Done>(server.error("rpc.malformed"));
}

Pending<Done> give(const Server &server, const Broadcast &sent)
{
    const auto send = [server, sent](const QList<Json> &answers) {
        const auto right = server.expectChain(answers.front(), sent.chainId);
        if (!right)
            return failed<Done>(right.error());
        return andThen(server.ask({sendCall(sent.transaction)}), server.scope,
                       [server, sent](const QList<Result<Json>> &said) {
                           return take(server, sent, said.front());
                       });
    };
    return andThen(server.askAll({chainIdCall()}), server.scope, send);
}

} // namespace

Pending<Done> broadcast(const QList<Server> &servers, const Broadcast &sent)
{
    QList<Pending<Done>> given;
    for (const Server &server : servers)
        given.append(give(server, sent));
    return andThen(allAnswers<Done>(given), servers.front().scope,
                   [](const QList<Result<Done>> &answers) {
                       const auto taken =
                           std::find_if(answers.cbegin(), answers.cend(),
                                        [](const Result<Done> &one) { return one.has_value(); });
                       return ready<Done>(taken == answers.cend() ? answers.front() : *taken);
                   });
}

} // namespace tuppence::evm
