// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/sending.h"
#include "core/chains/evm/server.h"

namespace tuppence::evm {

/// What a server says about carrying out a transfer now. Fees are in the smallest units of the
/// coin, per gas where not said otherwise.
struct Conditions
{
    quint64 blockGasLimit = 0; ///< no transaction can need more
    std::optional<Uint256> baseFee; ///< of the newest block; none: the network has none
    Uint256 tip; ///< on top of the base fee; where there is none, the gas price
    Result<quint64> gas = quint64 {0}; ///< that it needs; else "chain.would_fail"
    Uint256 held; ///< of the coin
    quint64 counted = 0; ///< the account's transactions in blocks: the next one's number
    quint64 waiting = 0; ///< the same with those that wait to be in a block
    Uint256 l1Fee; ///< in the whole, beside the gas; 0: the network takes none
    Uint256 leastPrice = 0; ///< per gas, of what takes the place of another; no server's word
};

/// Asks a server; nothing is believed in but its form and that it is possible.
///
/// Network: "rpc.wrong_chain", "rpc.malformed"; "rpc.absurd" {host}: more gas than a block has,
/// less than any transaction needs, or fees past 2^256; errors of the transport. Refused
/// "rpc.error": errors of the server's own. `gas` is Refused "chain.would_fail" {reason} where the
/// network would refuse it, "chain.too_late" where what is to be cancelled is used or cancelled.
[[nodiscard]] Pending<Conditions> askConditions(const Server &server, const Sending &sending);

} // namespace tuppence::evm
