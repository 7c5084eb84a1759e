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

bool isOver(const Authorization &authorization, const Testimony &host)
{
    return host.last.time > authorization.validBefore;
}

/// It is too late for a use, but whether there was one the host cannot say.
bool lacksState(const Authorization &authorization, const Testimony &host)
{
    return !host.event && !host.usedAtLast && isOver(authorization, host);
}

Claim claimOf(const Authorization &authorization, const Testimony &host)
{
    if (isUsed(host))
        return isFinal(host) ? Claim::Final : Claim::Seen;
    const bool cancelled = isFinal(host);
    const bool lapsed = isOver(authorization, host) && host.usedAtLast == false;
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

/// `one` and `other` cannot both be right.
bool contradict(const Authorization &authorization, const Testimony &one, const Testimony &other)
{
    if (one.last.number == other.last.number && one.last.hash != other.last.hash)
        return true;
    if (!isUsed(one))
        return false;
    if (isFinal(one) && isUsed(other) && isFinal(other))
        return one.event != other.event;
    if (claimOf(authorization, other) == Claim::Dead)
        return true;
    return !isUsed(other) && one.event->block.number <= other.last.number;
}

bool anyContradict(const Authorization &authorization, const QList<Testimony> &hosts)
{
    return std::any_of(hosts.cbegin(), hosts.cend(), [&](const Testimony &one) {
        return std::any_of(hosts.cbegin(), hosts.cend(), [&](const Testimony &other) {
            return contradict(authorization, one, other);
        });
    });
}

Fate landed(const Testimony &host)
{
    constexpr quint64 mostCounted = std::numeric_limits<int>::max();
    const quint64 at = host.event->block.number;
    Fate fate;
    fate.kind = Fate::Kind::Landed;
    fate.transaction = toHex(host.event->transaction);
    fate.confirmations = int(std::min(std::max(host.head.number, at) - at, mostCounted));
    return fate;
}

Fate settled(const Authorization &authorization, const Testimony &host)
{
    Fate fate;
    fate.kind = Fate::Kind::Final;
    fate.transaction = toHex(host.event->transaction);
    fate.moved = authorization.value;
    return fate;
}

Fate proved(Fate::Kind kind)
{
    Fate fate;
    fate.kind = kind;
    return fate;
}

/// `believed` is not empty and free of contradictions.
Fate conclude(const Authorization &authorization, const QList<Testimony> &believed,
              qsizetype hostCount, Time now)
{
    const auto all = [&](Claim claim) {
        return std::all_of(believed.cbegin(), believed.cend(), [&](const Testimony &host) {
            return claimOf(authorization, host) == claim;
        });
    };
    if (all(Claim::Final))
        return settled(authorization, believed.front());
    const auto witness = std::find_if(believed.cbegin(), believed.cend(), isUsed);
    if (witness != believed.cend())
        return landed(*witness);
    if (!all(Claim::Dead) || now <= authorization.validBefore + doubtAfterEnd)
        return proved(Fate::Kind::Unseen);
    if (believed.size() < std::min<qsizetype>(hostCount, 2))
        return unknown(reason("rpc.one_witness"));
    return proved(Fate::Kind::Dead);
}

} // namespace

Fate judge(const Authorization &authorization, const QList<Result<Testimony>> &hosts, Time now)
{
    const auto answering = keepingUp(hosts, now);
    if (answering.isEmpty())
        return unknown(silence(hosts));
    if (anyContradict(authorization, answering))
        return unknown(reason("rpc.disagree"));
    QList<Testimony> believed;
    std::copy_if(answering.cbegin(), answering.cend(), std::back_inserter(believed),
                 [&](const Testimony &host) { return !lacksState(authorization, host); });
    if (believed.isEmpty())
        return unknown(reason("rpc.no_state"));
    return conclude(authorization, believed, hosts.size(), now);
}

} // namespace tuppence::evm
