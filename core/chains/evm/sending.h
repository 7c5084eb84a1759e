// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/permission.h"
#include "core/crypto/eip55.h"
#include "core/deal/prepared.h"
#include "core/money/network.h"

namespace tuppence::money {
class Registry;
}

namespace tuppence::evm {

/// The transaction of ours whose place another one is to take: what that has to offer at least.
struct Replaced
{
    quint64 number = 0;
    Uint256 leastPrice; ///< per gas
    Uint256 leastTip; ///< per gas
};

/// What we send as a transaction carries it out: a call of a contract, or the coin itself.
struct Sending
{
    deal::Instruction instruction;
    std::optional<Time> deadline;
    AssetAmount moved; ///< beside the fee
    AccountId account;
    money::Network network;
    money::Coin coin; ///< of the network: pays the fee
    Address from;
    Address to;
    Uint256 value; ///< of the coin
    QByteArray data;
    /// That it needs, where no server can be asked: `data` holds a signature that is not there yet.
    std::optional<quint64> gas;
    std::optional<Replaced> replaced;
    std::optional<Permission> cancelled; ///< that is to be unused still
    bool isSponsored = false; ///< whoever sends it brings the coins for its fee

    [[nodiscard]] bool isCoin() const { return moved.asset == coin.id; }
};

/// One that the registry knows with its coin. Unsupported: "chain.unknown_network",
/// "chain.no_coin" {network}: nobody knows what its fees are paid in.
[[nodiscard]] Result<money::Network> payableNetwork(const NetworkId &id,
                                                    const money::Registry &registry);

/// From `account`, with nothing that it does yet.
///
/// Errors of payableNetwork(). Refused "chain.account": an account of another network. Malformed:
/// "address.…".
[[nodiscard]] Result<Sending> emptySending(const NetworkId &network, const AccountId &account,
                                           const money::Registry &registry);

/// Errors of emptySending(). Unsupported "chain.unknown_asset". Malformed: "address.…".
[[nodiscard]] Result<Sending> sendingOf(const deal::SubmitTransfer &instruction,
                                        const AccountId &account, const money::Registry &registry);

/// What an instruction has us send. None: nothing.
[[nodiscard]] std::optional<Result<Sending>> sentBy(const deal::Instruction &instruction,
                                                    const AccountId &account,
                                                    const money::Registry &registry);

} // namespace tuppence::evm
