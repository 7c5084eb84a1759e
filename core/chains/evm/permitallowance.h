// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/sending.h"
#include "core/chains/evm/server.h"

namespace tuppence::evm {

/// What has to be signed beside a permit before Permit2 may move its amount: nothing, EIP-2612's
/// Permit, or an approval that somebody else sends.
using Needed = std::variant<std::monostate, deal::TokenPermit, Sending>;

/// Asks the token, at one server after the other until one answers, whether Permit2 may move what a
/// permit would let it move, for what a permit says counts for nothing without; and where it may
/// not, which of the ways that the seller takes is open: the token's own permit first, because it
/// costs no fee and dies with the payment.
///
/// A server that lies makes a payment fail, keeps one from being made, or has an allowance signed
/// that is not needed; never one for anybody but Permit2, nor for more than the amount.
///
/// Refused "chain.permit2_allowance" {token, needed, amount}: it may not, and no way is open.
/// Unsupported "chain.unknown_network", "chain.unknown_asset"; of an approval also
/// "chain.no_coin". Malformed "address.…". Network: "rpc.none": `servers` is empty;
/// "rpc.wrong_chain", "rpc.malformed"; errors of the transport.
[[nodiscard]] Pending<Needed> askNeeded(const QList<Server> &servers,
                                        const deal::AuthorizePermit2 &instruction,
                                        const AccountId &from, const money::Registry &registry);

} // namespace tuppence::evm
