// SPDX-License-Identifier: MIT
#include "core/chains/evm/blocksearch.h"

#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/gap.h"

namespace tuppence::evm {

namespace {

/// The block that is looked for is `older` or inside; `younger` is not older than the end.
Result<Gap> narrowed(const Server &server, Gap gap, Time end, const QList<quint64> &numbers,
                     const QList<Json> &answers)
{
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        const auto block = readBlock(answers.at(i));
        if (!block || block->number != numbers.at(i))
            return tl::make_unexpected(server.error("rpc.malformed"));
        if (block->time >= end)
            return Gap {gap.older, block->number};
        gap.older = block->number;
    }
    return gap;
}

Pending<quint64> searchIn(const Server &server, Time end, const Gap &gap)
{
    const auto numbers = spread(gap);
    if (numbers.isEmpty())
        return ready<quint64>(gap.older);
    QList<net::Call> calls;
    for (const quint64 number : numbers)
        calls.append(blockCall(quantity(number)));
    return andThen(server.askAll(calls), server.scope, [=](const QList<Json> &answers) {
        const auto rest = narrowed(server, gap, end, numbers, answers);
        return rest ? searchIn(server, end, *rest) : failed<quint64>(rest.error());
    });
}

} // namespace

Pending<quint64> lastBlockBefore(const Server &server, Time end, const Block &head)
{
    if (head.time < end)
        return ready<quint64>(head.number);
    return searchIn(server, end, {0, head.number});
}

} // namespace tuppence::evm
