// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/sentwitness.h"
#include "core/deal/prepared.h"

#include <QList>

namespace tuppence::evm {

/// What follows from what the hosts say of a transaction of ours; `hosts` has one entry for each
/// host that the owner agreed to, never none. Pure.
///
/// - Dead: every host that answers, and of several hosts at least two, proves it: at a final block
///   the account has made more transactions than our number, and the host knows of no block that
///   holds ours, so that another one has taken its place.
/// - Final: every host that answers has it in a final block. What moved is the whole amount where
///   it succeeded, whatever transfers a server shows: what is not known counts as spent. Nothing
///   moved where it failed; of several hosts that takes the word of two.
/// - Landed: a host has it in a block, and not every one that answers calls that final.
/// - Unseen: none of it. It can still come: it dies by another transaction, never by time.
/// - Unknown (kind Network): nobody answers (the first reason of a host); "rpc.disagree": one says
///   what another denies; "rpc.one_witness": it would be dead or have failed, on the word of one of
///   several.
///
/// Its fee is what the hosts say that it was; where they differ or say nothing, the most that they
/// say and at most what was set aside, and all of that where one says nothing. More than was set
/// aside is believed of two hosts where the owner has two: the network takes some of it beside the
/// gas.
///
/// A host that is merely behind contradicts nobody. As not answering counts one that is ten minutes
/// behind (keepingup.h), or that has no state of its final block when that would be the proof
/// ("rpc.no_state" where nobody has).
[[nodiscard]] deal::Fate judge(const Submission &submission,
                               const QList<Result<SentTestimony>> &hosts, Time now);

} // namespace tuppence::evm
