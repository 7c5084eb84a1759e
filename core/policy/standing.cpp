// SPDX-License-Identifier: MIT
#include "core/policy/standing.h"

#include "core/policy/limittext.h"

namespace tuppence::policy {

Standing standingFrom(const deal::Subject &subject, bool isSound, const QByteArray &limit,
                      const QByteArray &spending)
{
    Standing standing;
    standing.subject = subject;
    standing.isSound = isSound;
    if (!isSound)
        return standing;
    if (!limit.isEmpty()) {
        const auto read = decodeLimit(limit);
        if (read && read->subject == subject && QTimeZone(read->zone).isValid())
            standing.limit = *read;
        else
            standing.isSound = false;
    }
    if (!spending.isEmpty()) {
        const auto read = decodeSpending(spending);
        standing.spending = read.value_or(Spending {});
        standing.isSound = standing.isSound && read;
    }
    return standing;
}

} // namespace tuppence::policy
