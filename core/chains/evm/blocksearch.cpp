// SPDX-License-Identifier: MIT
#include "core/chains/evm/blocksearch.h"

#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"

namespace tuppence::evm {

namespace {

constexpr quint64 blocksARound = 8;

/// The block that is looked for is `older` or between it and `younger`, which is not older than
/// the end.
struct Gap
{
    quint64 older = 0;
    quint64 younger = 0;
};

/// Up to `blocksARound` numbers strictly inside, evenly spread, ascending.
QList<quint64> spread(const Gap &gap)
{
    const quint64 inside = gap.younger - gap.older - 1;
    const quint64 count = std::min(inside, blocksARound);
    QList<quint64> numbers;
    for (quint64 i = 1; i <= count; ++i)
        numbers.append(gap.older + i * (inside + 1) / (count + 1));
    return numbers;
}

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
