// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"
#include "core/chains/chain.h"
#include "core/chains/evm/server.h"
#include "core/crypto/eip55.h"

namespace tuppence::evm {

/// What is asked about holdings; all assets are of the network with that chain id.
struct Holdings
{
    Address owner;
    QList<AssetId> assets; ///< "erc20" tokens with a checked address, and "slip44" for the coin
    quint64 chainId = 0;
};

/// The holdings of each asset, in their order, as of the server's newest block, and that block's
/// time: one token in one request; several by one call of Multicall3 where it stands on the
/// network, else by one call for each token. https://www.multicall3.com
///
/// Network: "rpc.wrong_chain", "rpc.malformed", errors of the transport. Refused "rpc.error".
[[nodiscard]] Pending<Balances> askHoldings(const Server &server, const Holdings &holdings);

} // namespace tuppence::evm
