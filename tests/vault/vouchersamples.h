// SPDX-License-Identifier: MIT
#pragma once

#include "tests/vault/samples.h"

/// A voucher over a payment channel, in place of the transfer that the payee sends.
namespace tuppence::vault::samples {

inline constexpr char channelContract[] = "0xC4a2000000000000000000000000000000000402";
inline const QByteArray channelId = "0x" + QByteArray(32, '\x1c').toHex();
inline const QByteArray otherChannelId = "0x" + QByteArray(32, '\x1d').toHex();

/// As the owner added it: 0.03 of 0.1 USDC were promised before.
inline money::Channel channel()
{
    money::Channel channel;
    channel.id = channelId;
    channel.asset = asset;
    channel.contract = channelContract;
    channel.payee = payee;
    channel.deposit = 100'000;
    channel.signedBefore = 30'000;
    return channel;
}

/// The payment of approval() over that channel, as the owner agreed to it …
inline deal::Approval voucherApproval()
{
    auto approved = approval();
    approved.terms.spender = channelContract;
    approved.terms.channel = channelId;
    approved.terms.validity = 0s;
    return approved;
}

/// … and as a chain made it ready.
inline deal::Prepared preparedVoucher()
{
    const AssetAmount amount {asset, Uint256(10000)};
    deal::ChannelVoucher message;
    message.chainId = 84532;
    message.contract = channelContract;
    message.from = account1;
    message.channel = channelId;
    message.amount = 40'000;
    return {deal::SignVoucher {amount, channelId, payee, channelContract, 100'000, std::nullopt},
            {network, account1},
            {amount},
            message};
}

} // namespace tuppence::vault::samples
