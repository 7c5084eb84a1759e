// SPDX-License-Identifier: MIT
#include "core/policy/standing.h"

#include "core/policy/limittext.h"

#include <QCache>

namespace tuppence::policy {

namespace {

/// The limit that `text` says; none where it cannot be read. The same few are read for every
/// payment, and reading one takes longer than all that is then reckoned with it.
std::optional<deal::Limit> read(const QByteArray &text)
{
    constexpr int most = 100;
    thread_local QCache<QByteArray, deal::Limit> known(most);
    if (const deal::Limit *limit = known.object(text))
        return *limit;
    const auto limit = decodeLimit(text);
    if (!limit || !QTimeZone(limit->zone).isValid())
        return std::nullopt;
    known.insert(text, new deal::Limit(*limit));
    return *limit;
}

} // namespace

Standing standingFrom(const deal::Subject &subject, bool isSound, const QByteArray &limit,
                      const QByteArray &spending)
{
    Standing standing;
    standing.subject = subject;
    standing.isSound = isSound;
    if (!isSound)
        return standing;
    if (!limit.isEmpty()) {
        standing.limit = read(limit);
        if (!standing.limit || standing.limit->subject != subject) {
            standing.limit.reset();
            standing.isSound = false;
        }
    }
    if (!spending.isEmpty()) {
        const auto read = decodeSpending(spending);
        standing.spending = read.value_or(Spending {});
        standing.isSound = standing.isSound && read;
    }
    return standing;
}

} // namespace tuppence::policy
