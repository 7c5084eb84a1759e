// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/limit.h"

namespace tuppence::money {
class Registry;
}

namespace tuppence::policy {

/// What two limits of one subject come to.
struct Stricter
{
    deal::Limit limit;
    /// They could not be compared, so that this one has ended: everything asks until the owner sets
    /// it anew. Its caps are those of the first one.
    bool hasEnded = false;

    friend bool operator==(const Stricter &, const Stricter &) = default;
};

/// A limit that lets nothing pass that either of the two would not: cap by cap the lower one, the
/// earlier end, the lower pace, refusing before asking, the payee as before. A cap that only one of
/// them has stands.
///
/// Two caps for one span in different measures, and caps over days, weeks or months of which one
/// limit counts by the calendar and the other rolls, or both by the calendar of different zones,
/// cannot be compared: such limits end at `now`. So does one of which one side alone names a sum,
/// for such a limit lets nothing pass. A side without a cap for each payment has the ceiling for
/// single prices (ceilingIn() of habits.h), which such a cap would do away with. Pure; `mine` and
/// `theirs` are of one subject.
[[nodiscard]] Stricter stricterOf(const deal::Limit &mine, const deal::Limit &theirs,
                                  const money::Registry &registry, Time now);

} // namespace tuppence::policy
