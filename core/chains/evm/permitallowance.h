// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/server.h"
#include "core/deal/instruction.h"

namespace tuppence::money {
class Registry;
}

namespace tuppence::evm {

/// Asks the token, at one server after the other until one answers, whether Permit2 may move what a
/// permit would let it move: what a permit says counts for nothing without. Nothing a server says
/// here enters a signature; one that lies makes a payment fail, or keeps one from being made.
///
/// Refused "chain.permit2_allowance" {token, needed}: it may not. Unsupported
/// "chain.unknown_network", "chain.unknown_asset". Malformed "address.…". Network: "rpc.none":
/// `servers` is empty; "rpc.wrong_chain", "rpc.malformed"; errors of the transport.
[[nodiscard]] Pending<Done> expectAllowance(const QList<Server> &servers,
                                            const deal::AuthorizePermit2 &instruction,
                                            const AccountId &from, const money::Registry &registry);

} // namespace tuppence::evm
