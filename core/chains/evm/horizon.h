// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/server.h"
#include "core/chains/evm/testimony.h"

namespace tuppence::evm {

/// How far a server sees.
struct Horizon
{
    Block head; ///< its newest block
    Block last; ///< the last block that is final
};

/// Asks a server, once it is seen to serve the chain. `finalDepth`: how many blocks stand on a
/// block that is final, where the server knows no `finalized` one.
///
/// Network: "rpc.wrong_chain", "rpc.malformed", errors of the transport. Refused "rpc.error": an
/// error of the server's own that does not say that it knows no final block.
[[nodiscard]] Pending<Horizon> askHorizon(const Server &server, quint64 chainId,
                                          quint64 finalDepth);

} // namespace tuppence::evm
