// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/server.h"
#include "core/chains/evm/submission.h"
#include "core/chains/evm/testimony.h"

namespace tuppence::evm {

/// Where a transaction stands, and what came of it there.
struct Inclusion
{
    Block block;
    bool succeeded = false; ///< else it only cost its fee
    std::optional<Uint256> fee; ///< in the coin; none: the server does not say

    friend bool operator==(const Inclusion &, const Inclusion &) = default;
};

/// What one server says about a transaction of ours.
struct SentTestimony
{
    Block head; ///< its newest block
    Block last; ///< the last block that is final
    /// The account's transactions up to `last`; none: the server has no state of that block.
    std::optional<quint64> countedAtLast;
    quint64 counted = 0; ///< up to `head`, as far as it is known
    std::optional<Inclusion> inclusion; ///< none: it knows of none

    friend bool operator==(const SentTestimony &, const SentTestimony &) = default;
};

/// What is asked about.
struct SentQuestion
{
    Submission submission;
    quint64 chainId = 0;
    quint64 finalDepth = 0; ///< blocks, where the server knows no `finalized` block
};

/// Network: "rpc.contradicts": the server denies what it has just said; errors of askHorizon().
/// Refused "rpc.error": errors of the server's own.
[[nodiscard]] Pending<SentTestimony> testify(const Server &server, const SentQuestion &question);

} // namespace tuppence::evm
