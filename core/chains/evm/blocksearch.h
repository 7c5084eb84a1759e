// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/server.h"
#include "core/chains/evm/testimony.h"

namespace tuppence::evm {

/// The number of the newest block that is older than `end`, in the chain that `head` tops. A few
/// rounds of a few blocks each: 10^9 blocks take ten.
///
/// Network: "rpc.malformed", errors of the transport.
[[nodiscard]] Pending<quint64> lastBlockBefore(const Server &server, Time end, const Block &head);

} // namespace tuppence::evm
