// SPDX-License-Identifier: MIT
#include "core/chains/evm/usesearch.h"

#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/gap.h"

#include <algorithm>

namespace tuppence::evm {

namespace {

constexpr quint64 mostBlocks = 1 << 20; // more than any network makes in a day

/// The block that is looked for is `younger` or inside.
Gap narrowed(Gap gap, const QList<quint64> &numbers, const QList<Result<Json>> &answers)
{
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        const auto &answer = answers.at(i);
        if (answer && readFlag(*answer) == true)
            return {gap.older, numbers.at(i)};
        gap.older = numbers.at(i);
    }
    return gap;
}

Pending<quint64> searchIn(const Server &server, const Authorization &authorization, const Gap &gap)
{
    const auto numbers = spread(gap);
    if (numbers.isEmpty())
        return ready<quint64>(gap.younger);
    QList<net::Call> calls;
    for (const quint64 number : numbers)
        calls.append(stateCall(authorization, quantity(number)));
    return andThen(server.ask(calls), server.scope, [=](const QList<Result<Json>> &answers) {
        return searchIn(server, authorization, narrowed(gap, numbers, answers));
    });
}

} // namespace

Pending<quint64> firstBlockOfUse(const Server &server, const Authorization &authorization,
                                 quint64 newest)
{
    return searchIn(server, authorization, {newest - std::min(newest, mostBlocks), newest});
}

} // namespace tuppence::evm
