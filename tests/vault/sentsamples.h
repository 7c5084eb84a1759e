// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/bytes.h"
#include "tests/vault/samples.h"

/// A transaction of our own, in place of the transfer that the payee sends.
namespace tuppence::vault::samples {

inline const NetworkId ethereum {"eip155", "1"};
inline const AssetId coin {ethereum, "slip44", "60"};
inline const AssetId ethereumToken {ethereum, "erc20", otherToken};

/// transfer(payee, 10000)
inline const QByteArray transferCall =
    fromHex("0xa9059cbb000000000000000000000000209693bc6afc0c5328ba36faf03c514ef312287c"
            "0000000000000000000000000000000000000000000000000000000000002710")
        .value();
/// What 65000 gas cost at a price of 2 · 10^9.
inline const Uint256 sentFee = 130'000'000'000'000;

inline deal::Approval sentApproval(const AssetId &paid)
{
    auto approval = samples::approval();
    auto &terms = approval.terms;
    terms.network = paid.network;
    terms.asset = paid;
    terms.account.network = paid.network;
    terms.validity = 0s;
    terms.highestFee = sentFee;
    return approval;
}

inline deal::Prepared sentPrepared(const AssetId &paid)
{
    const bool isCoin = paid.space == "slip44";
    const AssetAmount amount {paid, Uint256(10000)};
    const AssetId cost {paid.network, "slip44", paid.network == network ? "1" : "60"};
    deal::EvmTransaction message;
    message.chainId = paid.network.reference.toULongLong();
    message.nonce = 7;
    message.to = isCoin ? QByteArray(payee) : paid.reference;
    message.value = isCoin ? amount.units : Uint256();
    message.data = isCoin ? QByteArray() : transferCall;
    message.gasLimit = 65000;
    message.maxFeePerGas = 2'000'000'000;
    message.maxPriorityFeePerGas = Uint256(1'000'000);
    return {deal::SubmitTransfer {amount, payee, std::nullopt},
            {paid.network, account1},
            {amount, {cost, sentFee}},
            message};
}

inline deal::EvmTransaction &transactionOf(deal::Prepared &prepared)
{
    return std::get<deal::EvmTransaction>(prepared.toSign);
}

inline deal::SubmitTransfer &submissionOf(deal::Prepared &prepared)
{
    return std::get<deal::SubmitTransfer>(prepared.instruction);
}

} // namespace tuppence::vault::samples
