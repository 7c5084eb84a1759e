// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/permithandle.h"
#include "core/chains/evm/server.h"
#include "core/chains/evm/testimony.h"

/// A permit that its owner took back.
namespace tuppence::evm {

/// The transaction by which the owner made the permit's nonce worthless, where a server, which
/// calls it used at `last`, shows that nothing had used it before: Permit2's log in the very block
/// before which the nonce was unused, and none of the owner's tokens going to the payee in it.
/// Nothing: not so, or the server has no state of those blocks; it counts as used then.
/// https://docs.uniswap.org/contracts/permit2/reference/signature-transfer
///
/// Network "rpc.malformed" {host}; errors of the transport.
[[nodiscard]] Pending<std::optional<Event>>
askInvalidation(const Server &server, const Permit &permit, const Block &last);

} // namespace tuppence::evm
