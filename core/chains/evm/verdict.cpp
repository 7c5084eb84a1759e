// SPDX-License-Identifier: MIT
#include "core/chains/evm/verdict.h"

#include "core/base/bytes.h"
#include "core/chains/evm/keepingup.h"

#include <algorithm>
#include <limits>

namespace tuppence::evm {

using deal::Fate;

namespace {

/// What one host's word comes to.
enum class Claim { Open, Seen, Final, Dead };

bool isFinal(const Testimony &host)
{
    return host.event && host.event->block.number <= host.last.number;
}

bool isUsed(const Testimony &host)
{
    return host.event && host.event->kind == Event::Kind::Used;
}

bool isOver(const Permission &permission, const Testimony &host)
{
    return host.last.time > endOf(permission);
}

/// It is too late for a use, but whether there was one the host cannot say.
bool lacksState(const Permission &permission, const Testimony &host)
{
    return !host.event && !host.usedAtLast && isOver(permission, host);
}

Claim claimOf(const Permission &permission, const Testimony &host)
{
    if (isUsed(host))
        return isFinal(host) ? Claim::Final : Claim::Seen;
    const bool cancelled = isFinal(host);
    const bool lapsed = isOver(permission, host) && host.usedAtLast == false;
    return cancelled || lapsed ? Claim::Dead : Claim::Open;
}

Error reason(const char *code)
{
    return {Error::Kind::Network, code, {}, {}};
}

Fate unknown(const Error &why)
{
    Fate fate;
    fate.reason = why;
    return fate;
}

/// A host that cannot tell by which transaction denies none.
bool sameUse(const Event &one, const Event &other)
{
    if (one.transaction.isEmpty() || other.transaction.isEmpty())
        return true;
    return one.block == other.block && one.transaction == other.transaction;
}

/// `one` and `other` cannot both be right.
bool contradict(const Permission &permission, const Testimony &one, const Testimony &other)
{
    if (one.last.number == other.last.number && one.last.hash != other.last.hash)
        return true;
    if (!isUsed(one))
        return false;
    if (isFinal(one) && isUsed(other) && isFinal(other))
        return !sameUse(*one.event, *other.event);
    if (claimOf(permission, other) == Claim::Dead)
        return true;
    return !isUsed(other) && one.event->block.number <= other.last.number;
}

bool anyContradict(const Permission &permission, const QList<Testimony> &hosts)
{
    return std::any_of(hosts.cbegin(), hosts.cend(), [&](const Testimony &one) {
        return std::any_of(hosts.cbegin(), hosts.cend(), [&](const Testimony &other) {
            return contradict(permission, one, other);
        });
    });
}

QByteArray textOf(const QByteArray &transaction)
{
    return transaction.isEmpty() ? QByteArray() : toHex(transaction);
}

Fate landed(const Testimony &host)
{
    constexpr quint64 mostCounted = std::numeric_limits<int>::max();
    const quint64 at = host.event->block.number;
    Fate fate;
    fate.kind = Fate::Kind::Landed;
    fate.transaction = textOf(host.event->transaction);
    fate.confirmations = int(std::min(std::max(host.head.number, at) - at, mostCounted));
    return fate;
}

/// What the use moved: the most that a host says; all where one cannot tell, and never more.
Uint256 movedBy(const Permission &permission, const QList<Testimony> &hosts)
{
    const Uint256 most = mostOf(permission);
    if (!mayMoveLess(permission))
        return most;
    Uint256 moved;
    for (const Testimony &host : hosts)
        moved = std::max(moved, host.event->moved.value_or(most));
    return std::min(moved, most);
}

/// The host that can tell by which transaction, where one can.
const Testimony &mostTelling(const QList<Testimony> &hosts)
{
    const auto found = std::find_if(hosts.cbegin(), hosts.cend(), [](const Testimony &host) {
        return !host.event->transaction.isEmpty();
    });
    return found == hosts.cend() ? hosts.front() : *found;
}

/// Every host of `believed` calls the use final.
Fate settled(const Permission &permission, const QList<Testimony> &believed, bool isEnough)
{
    const Testimony &host = mostTelling(believed);
    const Uint256 moved = movedBy(permission, believed);
    // Less than was signed sets money free, as a death does.
    if (moved < mostOf(permission) && !isEnough)
        return landed(host);
    Fate fate;
    fate.kind = Fate::Kind::Final;
    fate.transaction = textOf(host.event->transaction);
    fate.moved = moved;
    return fate;
}

Fate proved(Fate::Kind kind)
{
    Fate fate;
    fate.kind = kind;
    return fate;
}

/// `believed` is not empty and free of contradictions.
Fate conclude(const Permission &permission, const QList<Testimony> &believed, qsizetype hostCount,
              Time now)
{
    const auto all = [&](Claim claim) {
        return std::all_of(believed.cbegin(), believed.cend(), [&](const Testimony &host) {
            return claimOf(permission, host) == claim;
        });
    };
    const bool isEnough = believed.size() >= std::min<qsizetype>(hostCount, 2);
    if (all(Claim::Final))
        return settled(permission, believed, isEnough);
    const auto witness = std::find_if(believed.cbegin(), believed.cend(), isUsed);
    if (witness != believed.cend())
        return landed(*witness);
    if (!all(Claim::Dead) || now <= endOf(permission) + doubtAfterEnd)
        return proved(Fate::Kind::Unseen);
    if (!isEnough)
        return unknown(reason("rpc.one_witness"));
    return proved(Fate::Kind::Dead);
}

} // namespace

Fate judge(const Permission &permission, const QList<Result<Testimony>> &hosts, Time now)
{
    const auto answering = keepingUp(hosts, now);
    if (answering.isEmpty())
        return unknown(silence(hosts));
    if (anyContradict(permission, answering))
        return unknown(reason("rpc.disagree"));
    QList<Testimony> believed;
    std::copy_if(answering.cbegin(), answering.cend(), std::back_inserter(believed),
                 [&](const Testimony &host) { return !lacksState(permission, host); });
    if (believed.isEmpty())
        return unknown(reason("rpc.no_state"));
    return conclude(permission, believed, hosts.size(), now);
}

} // namespace tuppence::evm
