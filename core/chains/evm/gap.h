// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

namespace tuppence::evm {

/// Two blocks on either side of what a search looks for; `older` <= `younger`.
struct Gap
{
    quint64 older = 0;
    quint64 younger = 0;
};

/// What one round of a search asks about: up to eight numbers strictly inside, evenly spread,
/// ascending; none where nothing is inside.
[[nodiscard]] QList<quint64> spread(const Gap &gap);

} // namespace tuppence::evm
