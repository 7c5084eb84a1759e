// SPDX-License-Identifier: MIT
#include "core/policy/stricter.h"

#include "core/policy/decide.h"
#include "core/policy/habits.h"
#include "core/policy/limittext.h"

#include <algorithm>
#include <limits>

namespace tuppence::policy {

namespace {

using deal::Cap;
using deal::Limit;
using deal::Subject;

/// One that does not asks whatever comes.
bool namesSum(const Limit &limit)
{
    return std::ranges::any_of(
        namedCaps, [&limit](const NamedCap &named) { return (limit.*named.cap).has_value(); });
}

/// Whether the time at which its days begin, or whether they roll, makes a difference.
bool countsOverTime(const Limit &limit)
{
    return limit.perDay || limit.perWeek || limit.perMonth;
}

bool countAlike(const Limit &mine, const Limit &theirs)
{
    if (mine.window != theirs.window)
        return false;
    return mine.window == Limit::Window::Rolling || mine.zone == theirs.zone;
}

/// Takes the lower of the two caps. False: they cannot be compared.
bool lower(std::optional<Cap> &mine, const std::optional<Cap> &theirs)
{
    if (mine && theirs && mine->measure != theirs->measure)
        return false;
    if (!mine || (theirs && theirs->units < mine->units))
        mine = theirs;
    return true;
}

/// How many a minute; what is not said of a site is ten.
int paceOf(const Limit &limit)
{
    const int usual = limit.subject.kind == Subject::Kind::Site ? usualPerMinute : 0;
    const int pace = limit.perMinute.value_or(usual);
    return pace == 0 ? std::numeric_limits<int>::max() : pace;
}

void end(std::optional<Time> &mine, const std::optional<Time> &theirs)
{
    if (theirs)
        mine = std::min(mine.value_or(*theirs), *theirs);
}

} // namespace

Stricter stricterOf(const Limit &mine, const Limit &theirs, const money::Registry &registry,
                    Time now)
{
    Stricter both {mine, namesSum(mine) != namesSum(theirs)};
    Limit &limit = both.limit;
    if (countsOverTime(mine) && countsOverTime(theirs)) {
        both.hasEnded = !countAlike(mine, theirs) || both.hasEnded;
    } else if (countsOverTime(theirs)) {
        limit.window = theirs.window;
        limit.zone = theirs.zone;
    }
    for (const NamedCap &named : namedCaps)
        both.hasEnded = !lower(limit.*named.cap, theirs.*named.cap) || both.hasEnded;
    if (mine.perPayment.has_value() != theirs.perPayment.has_value())
        lower(limit.perPayment, ceilingIn(limit.perPayment->measure, registry));
    if (paceOf(theirs) < paceOf(mine))
        limit.perMinute = theirs.perMinute;
    end(limit.until, theirs.until);
    if (both.hasEnded)
        end(limit.until, now);
    if (theirs.above == Limit::Above::Refuse)
        limit.above = Limit::Above::Refuse;
    if (theirs.payee == Limit::Payee::AsBefore)
        limit.payee = Limit::Payee::AsBefore;
    return both;
}

} // namespace tuppence::policy
