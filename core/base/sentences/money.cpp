// SPDX-License-Identifier: MIT
#include "core/base/sentences/sentences.h"

#include <QtGlobal>

namespace tuppence::sentences {

std::span<const Sentence> money()
{
    static constexpr Sentence table[] = {
        {"money.registry",
         QT_TRANSLATE_NOOP("errors",
                           "The list of networks and tokens is wrong at %entry %member. Install "
                           "Tuppence again.")},
    };
    return table;
}

} // namespace tuppence::sentences
