// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/eip55.h"
#include "core/deal/prepared.h"
#include "core/money/network.h"

namespace tuppence::money {
class Registry;
}

namespace tuppence::evm {

/// A transfer of our own as a transaction carries it out: a call of the token, or the coin itself.
struct Sending
{
    deal::SubmitTransfer instruction;
    AccountId account;
    money::Network network;
    money::Coin coin; ///< of the network: pays the fee
    Address from;
    Address to;
    Uint256 value; ///< of the coin
    QByteArray data;

    [[nodiscard]] bool isCoin() const { return instruction.amount.asset == coin.id; }
};

/// Unsupported: "chain.unknown_network", "chain.unknown_asset", "chain.no_coin" {network}: nobody
/// knows what its fees are paid in. Refused "chain.account": an account of another network.
/// Malformed: "address.…".
[[nodiscard]] Result<Sending> sendingOf(const deal::SubmitTransfer &instruction,
                                        const AccountId &account, const money::Registry &registry);

} // namespace tuppence::evm
