// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/chains/evm/server.h"
#include "core/deal/instruction.h"

namespace tuppence::money {
class Registry;
}

namespace tuppence::evm {

/// Succeeds where the nonce of `instruction` may be signed for `from`: at once where the seller
/// fixes none, else where the token knows of no use of it. A server's lie can only keep us from
/// paying: a nonce that is used moves nothing a second time.
///
/// Refused "chain.nonce_used": it is used or cancelled: what the seller asks to be paid for was
/// paid already. Network: "rpc.none", or what the last server failed with. The codes of
/// payingNetwork() and knownToken(). Malformed: "address.…".
[[nodiscard]] Pending<Done> expectUnused(const QList<Server> &servers,
                                         const deal::AuthorizeTransfer &instruction,
                                         const AccountId &from, const money::Registry &registry);

} // namespace tuppence::evm
