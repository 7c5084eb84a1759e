// SPDX-License-Identifier: MIT
#include "core/chains/evm/sentverdict.h"

#include "core/base/bytes.h"
#include "core/chains/evm/keepingup.h"

#include <algorithm>
#include <limits>

namespace tuppence::evm {

using deal::Fate;

namespace {

/// What one host's word comes to.
enum class Claim { Open, Seen, Final, Dead };

bool isFinal(const SentTestimony &host)
{
    return host.inclusion && host.inclusion->block.number <= host.last.number;
}

/// Somebody's transaction took the number, but whether that is final the host cannot say.
bool lacksState(const Submission &submission, const SentTestimony &host)
{
    return !host.inclusion && !host.countedAtLast && host.counted > submission.number;
}

Claim claimOf(const Submission &submission, const SentTestimony &host)
{
    if (host.inclusion)
        return isFinal(host) ? Claim::Final : Claim::Seen;
    return host.countedAtLast > submission.number ? Claim::Dead : Claim::Open;
}

Fate unknown(const Error &why)
{
    Fate fate;
    fate.reason = why;
    return fate;
}

Error reason(const char *code)
{
    return {Error::Kind::Network, code, {}, {}};
}

/// `one` and `other` cannot both be right.
bool contradict(const Submission &submission, const SentTestimony &one, const SentTestimony &other)
{
    if (one.last.number == other.last.number && one.last.hash != other.last.hash)
        return true;
    if (!one.inclusion)
        return false;
    if (!other.inclusion)
        return claimOf(submission, other) == Claim::Dead
            || one.inclusion->block.number <= other.last.number;
    const bool sameBlock = one.inclusion->block == other.inclusion->block;
    if (sameBlock)
        return one.inclusion->succeeded != other.inclusion->succeeded;
    return isFinal(one) && isFinal(other);
}

bool anyContradict(const Submission &submission, const QList<SentTestimony> &hosts)
{
    return std::any_of(hosts.cbegin(), hosts.cend(), [&](const SentTestimony &one) {
        return std::any_of(hosts.cbegin(), hosts.cend(), [&](const SentTestimony &other) {
            return contradict(submission, one, other);
        });
    });
}

/// What every host says of it, where they agree.
std::optional<Uint256> agreedFee(const QList<SentTestimony> &hosts)
{
    const auto fee = hosts.front().inclusion->fee;
    const bool agree = std::all_of(hosts.cbegin(), hosts.cend(), [&](const SentTestimony &host) {
        return host.inclusion->fee == fee;
    });
    return agree ? fee : std::nullopt;
}

Uint256 feeOf(const Submission &submission, const QList<SentTestimony> &hosts, bool areEnough)
{
    const auto agreed = agreedFee(hosts);
    if (agreed && (areEnough || *agreed <= submission.highestFee))
        return *agreed;
    Uint256 most;
    for (const SentTestimony &host : hosts)
        most = std::max(most, host.inclusion->fee.value_or(submission.highestFee));
    return std::min(most, submission.highestFee);
}

/// 0: it failed. None: it had nothing to move.
std::optional<Uint256> movedBy(const Submission &submission, const Inclusion &inclusion)
{
    if (!inclusion.succeeded)
        return Uint256();
    return submission.value.isZero() ? std::nullopt : std::optional(submission.value);
}

/// `hosts` have it in the same block.
Fate settled(const Submission &submission, const QList<SentTestimony> &hosts, bool areEnough)
{
    const Inclusion &inclusion = *hosts.front().inclusion;
    if (!inclusion.succeeded && !areEnough)
        return unknown(reason("rpc.one_witness"));
    Fate fate;
    fate.kind = Fate::Kind::Final;
    fate.transaction = toHex(submission.hash);
    fate.moved = movedBy(submission, inclusion);
    fate.fee = feeOf(submission, hosts, areEnough);
    return fate;
}

Fate landed(const Submission &submission, const SentTestimony &host)
{
    constexpr quint64 mostCounted = std::numeric_limits<int>::max();
    const quint64 at = host.inclusion->block.number;
    Fate fate;
    fate.kind = Fate::Kind::Landed;
    fate.transaction = toHex(submission.hash);
    fate.moved = movedBy(submission, *host.inclusion);
    fate.confirmations = int(std::min(std::max(host.head.number, at) - at, mostCounted));
    return fate;
}

/// A host that has it in a block; rather one where it succeeded, in two blocks of two forks.
const SentTestimony *witnessAmong(const QList<SentTestimony> &hosts)
{
    const SentTestimony *found = nullptr;
    for (const SentTestimony &host : hosts) {
        if (host.inclusion
            && (!found || (host.inclusion->succeeded && !found->inclusion->succeeded)))
            found = &host;
    }
    return found;
}

/// `believed` is not empty and free of contradictions.
Fate conclude(const Submission &submission, const QList<SentTestimony> &believed,
              qsizetype hostCount)
{
    const auto all = [&](Claim claim) {
        return std::all_of(believed.cbegin(), believed.cend(), [&](const SentTestimony &host) {
            return claimOf(submission, host) == claim;
        });
    };
    const bool areEnough = believed.size() >= std::min<qsizetype>(hostCount, 2);
    if (all(Claim::Final))
        return settled(submission, believed, areEnough);
    if (const auto *witness = witnessAmong(believed))
        return landed(submission, *witness);
    Fate fate;
    fate.kind = all(Claim::Dead) ? Fate::Kind::Dead : Fate::Kind::Unseen;
    return fate.kind == Fate::Kind::Dead && !areEnough ? unknown(reason("rpc.one_witness")) : fate;
}

} // namespace

Fate judge(const Submission &submission, const QList<Result<SentTestimony>> &hosts, Time now)
{
    const auto answering = keepingUp(hosts, now);
    if (answering.isEmpty())
        return unknown(silence(hosts));
    if (anyContradict(submission, answering))
        return unknown(reason("rpc.disagree"));
    QList<SentTestimony> believed;
    std::copy_if(answering.cbegin(), answering.cend(), std::back_inserter(believed),
                 [&](const SentTestimony &host) { return !lacksState(submission, host); });
    if (believed.isEmpty())
        return unknown(reason("rpc.no_state"));
    return conclude(submission, believed, hosts.size());
}

} // namespace tuppence::evm
