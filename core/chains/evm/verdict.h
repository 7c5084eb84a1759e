// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/permission.h"
#include "core/chains/evm/testimony.h"
#include "core/deal/prepared.h"

#include <QList>

namespace tuppence::evm {

/// How long our own clock must be past a permission's end before it counts as dead (trust.md 15).
constexpr std::chrono::minutes doubtAfterEnd {10};

/// What follows from what the hosts say; `hosts` has one entry for each host that the owner agreed
/// to, never none. Pure.
///
/// - Dead: every host that answers, and of several hosts at least two, proves it: by a final block
///   later than its end at which the nonce is unused, or a final block that cancels it. And
///   our clock is past its end + doubtAfterEnd.
/// - Final: every host that answers has the use in a final block. What moved is the signed sum: a
///   use of EIP-3009, or of a permit of scheme "exact", moves just that, whatever transfers a
///   server shows. Of another permit it is the most that a host says, never above what was signed,
///   and all of it where one cannot tell.
/// - Landed: a host has seen the use, and not every one that answers calls it final; or it is final
///   and moved less than was signed, on the word of one of several.
/// - Unseen: none of it. It can still come, as far as is proved.
/// - Unknown (kind Network): nobody answers (the first reason of a host); "rpc.disagree": one says
///   what another denies; "rpc.one_witness": it would be dead, on the word of one of several.
///
/// A host that is merely behind contradicts nobody. As not answering counts one whose newest block
/// is more than ten minutes older than another's and than our clock (a liar's future would silence
/// the others else), or that has no state of its final block when that would be the proof
/// ("rpc.no_state" where nobody has).
[[nodiscard]] deal::Fate judge(const Permission &permission, const QList<Result<Testimony>> &hosts,
                               Time now);

} // namespace tuppence::evm
