// SPDX-License-Identifier: MIT
#include "core/chains/evm/horizon.h"

#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"

#include <algorithm>
#include <array>

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

/// Whether a server's own error says that it cannot tell which block is final, and not that it is
/// busy or broken. What servers say: https://github.com/ethereum/execution-apis/pull/879
bool knowsNoFinalized(const Error &error)
{
    if (error.code != "rpc.error")
        return false;
    constexpr std::array unknown {-32601, -32602, -39001}; // method, parameter, block
    const int number = error.data[u"number"_s].toInt();
    if (std::find(unknown.cbegin(), unknown.cend(), number) != unknown.cend())
        return true;
    constexpr std::array words {"finalized"_L1, "unknown block"_L1, "invalid block"_L1};
    const QString message = error.data[u"message"_s].toString();
    return std::any_of(words.cbegin(), words.cend(), [&](QLatin1StringView part) {
        return message.contains(part, Qt::CaseInsensitive);
    });
}

Pending<Horizon> askDepth(const Server &server, const Block &head, quint64 finalDepth)
{
    const quint64 number = head.number - std::min(head.number, finalDepth);
    return andThen(server.askAll({blockCall(quantity(number))}), server.scope,
                   [server, head, number](const QList<Json> &answers) {
                       const auto block = readBlock(answers.front());
                       if (!block || block->number != number)
                           return failed<Horizon>(server.error("rpc.malformed"));
                       return ready<Horizon>(Horizon {head, *block});
                   });
}

Pending<Horizon> askLast(const Server &server, const Block &head, const Result<Json> &finalized,
                         quint64 finalDepth)
{
    const auto last = finalized ? readBlock(*finalized) : std::nullopt;
    if (last)
        return ready<Horizon>(Horizon {head, *last});
    const bool isAbsent = finalized ? finalized->is_null() : knowsNoFinalized(finalized.error());
    if (!isAbsent)
        return failed<Horizon>(finalized ? server.error("rpc.malformed") : finalized.error());
    return askDepth(server, head, finalDepth);
}

Result<Block> readHead(const Server &server, quint64 chainId, const QList<Result<Json>> &answers)
{
    const auto found = TRY(answers.at(0));
    TRY(server.expectChain(found, chainId));
    const auto latest = TRY(answers.at(1));
    const auto head = readBlock(latest);
    if (!head)
        return tl::make_unexpected(server.error("rpc.malformed"));
    return *head;
}

} // namespace

Pending<Horizon> askHorizon(const Server &server, quint64 chainId, quint64 finalDepth)
{
    const auto asked = server.ask({chainIdCall(), blockCall("latest"), blockCall("finalized")});
    return andThen(asked, server.scope,
                   [server, chainId, finalDepth](const QList<Result<Json>> &answers) {
                       const auto head = readHead(server, chainId, answers);
                       return head ? askLast(server, *head, answers.at(2), finalDepth)
                                   : failed<Horizon>(head.error());
                   });
}

} // namespace tuppence::evm
