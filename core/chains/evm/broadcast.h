// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/server.h"

namespace tuppence::evm {

/// A signed transaction on its way.
struct Broadcast
{
    quint64 chainId = 0;
    QByteArray transaction; ///< signed
    QByteArray hash; ///< 32 bytes
};

/// Gives it to every server, each once it is seen to serve the chain; `servers` is not empty.
/// Succeeds where one takes it or has it already.
///
/// None of them: the first one's error. Network: "rpc.wrong_chain", "rpc.malformed", errors of the
/// transport. Refused "rpc.error": the server does not want it.
[[nodiscard]] Pending<Done> broadcast(const QList<Server> &servers, const Broadcast &sent);

} // namespace tuppence::evm
