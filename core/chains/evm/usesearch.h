// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/permission.h"
#include "core/chains/evm/server.h"

namespace tuppence::evm {

/// The first block at which the server calls it used, not after `newest`, where it does. A
/// block whose state it does not tell counts as one before the use, so that the use is never later
/// than the block given. Looks at the last 2^20 blocks, in a few rounds of a few calls each.
///
/// Errors of the transport.
[[nodiscard]] Pending<quint64> firstBlockOfUse(const Server &server, const Permission &permission,
                                               quint64 newest);

} // namespace tuppence::evm
