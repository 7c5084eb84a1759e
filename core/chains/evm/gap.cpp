// SPDX-License-Identifier: MIT
#include "core/chains/evm/gap.h"

#include <algorithm>

namespace tuppence::evm {

QList<quint64> spread(const Gap &gap)
{
    constexpr quint64 mostNumbers = 8;
    const quint64 distance = gap.younger - gap.older;
    if (distance < 2)
        return {};
    const quint64 count = std::min(distance - 1, mostNumbers);
    const quint64 step = distance / (count + 1); // a server's number may be as large as there are
    QList<quint64> numbers;
    for (quint64 i = 1; i <= count; ++i)
        numbers.append(gap.older + i * step);
    return numbers;
}

} // namespace tuppence::evm
