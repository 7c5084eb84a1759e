// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QList>

#include <algorithm>

namespace tuppence::evm {

/// Two honest servers of one network are seconds apart; one that is this far behind is out of
/// order.
constexpr std::chrono::minutes mostBehind {10};

/// The hosts that answered and keep up with the others. `T::head` is a host's newest block.
template <class T> [[nodiscard]] QList<T> keepingUp(const QList<Result<T>> &hosts, Time now)
{
    QList<T> kept;
    Time newest;
    for (const auto &host : hosts) {
        if (!host)
            continue;
        kept.append(*host);
        newest = std::max(newest, host->head.time);
    }
    // A head in the future, which only a liar or a clock of ours that is wrong gives, silences
    // nobody.
    newest = std::min(newest, now);
    kept.removeIf([&](const T &host) { return host.head.time + mostBehind < newest; });
    return kept;
}

/// Why there is nobody to believe: the first error, else "rpc.disagree".
template <class T> [[nodiscard]] Error silence(const QList<Result<T>> &hosts)
{
    const auto failed =
        std::find_if(hosts.cbegin(), hosts.cend(), [](const Result<T> &host) { return !host; });
    return failed == hosts.cend() ? Error {Error::Kind::Network, "rpc.disagree", {}, {}}
                                  : failed->error();
}

} // namespace tuppence::evm
