// SPDX-License-Identifier: MIT
#include "core/chains/evm/usesearch.h"

#include "core/chains/evm/calls.h"
#include "core/chains/evm/gap.h"

#include <algorithm>

namespace tuppence::evm {

namespace {

constexpr quint64 mostBlocks = 1 << 20; // more than any network makes in a day

/// The block that is looked for is `younger` or inside.
Gap narrowed(Gap gap, const Permission &permission, const QList<quint64> &numbers,
             const QList<Result<Json>> &answers)
{
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        const auto &answer = answers.at(i);
        if (answer && readState(permission, *answer) == true)
            return {gap.older, numbers.at(i)};
        gap.older = numbers.at(i);
    }
    return gap;
}

Pending<quint64> searchIn(const Server &server, const Permission &permission, const Gap &gap)
{
    const auto numbers = spread(gap);
    if (numbers.isEmpty())
        return ready<quint64>(gap.younger);
    QList<net::Call> calls;
    for (const quint64 number : numbers)
        calls.append(stateCall(permission, quantity(number)));
    return andThen(server.ask(calls), server.scope, [=](const QList<Result<Json>> &answers) {
        return searchIn(server, permission, narrowed(gap, permission, numbers, answers));
    });
}

} // namespace

Pending<quint64> firstBlockOfUse(const Server &server, const Permission &permission, quint64 newest)
{
    return searchIn(server, permission, {newest - std::min(newest, mostBlocks), newest});
}

} // namespace tuppence::evm
