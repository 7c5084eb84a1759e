// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/assetamount.h"
#include "core/base/caip.h"
#include "core/base/clock.h"
#include "core/deal/handle.h"

#include <QUrl>

#include <chrono>
#include <optional>
#include <variant>

namespace tuppence::deal {

using tuppence::AssetAmount;

/// How a dialect wants the start of a transfer authorisation written (x402.md 1.5, 2.5).
enum class ValidAfter { Zero, TenMinutesAgo };

/// Sign, but do not send: the payee may take the amount, once, until the validity ends (EIP-3009).
struct AuthorizeTransfer
{
    AssetAmount amount;
    QByteArray payee; ///< in the chain's own form: EIP-55 for EVM
    std::chrono::seconds validity {};
    ValidAfter validAfter = ValidAfter::Zero;
    /// 32 bytes that the seller's terms fix; empty: the chain draws them by chance.
    QByteArray nonce = {};
    /// When the seller's offer ends; none: it says nothing. No signature lives longer.
    std::optional<Time> end = std::nullopt;

    friend bool operator==(const AuthorizeTransfer &, const AuthorizeTransfer &) = default;
};

/// Sign, but do not send: `spender` may move up to the amount, once, until the validity ends
/// (Permit2: x402.md 2.6, 2.8, dialects.md 2.2).
struct AuthorizePermit2
{
    /// What the signature binds besides the spender.
    enum class Witness {
        None, ///< nothing: the spender decides where the money goes, and is the payee
        Payee, ///< the spender is a contract that pays exactly the amount to the payee ("exact")
        PayeeAndFacilitator, ///< likewise, up to the amount, settled by one facilitator ("upto")
    };

    AssetAmount amount;
    QByteArray payee; ///< EIP-55
    QByteArray spender; ///< EIP-55
    QByteArray facilitator; ///< EIP-55; empty unless the witness binds one
    Witness witness = Witness::None;
    std::chrono::seconds validity {};
    // What the seller would bring to the network for us where Permit2 may not move as much yet.
    bool takesTokenPermit = false; ///< EIP-2612
    bool takesApproval = false; ///< a transaction that calls the token's approve()

    friend bool operator==(const AuthorizePermit2 &, const AuthorizePermit2 &) = default;
};

/// Sign and send: a transaction of our own, with fees of our own.
struct SubmitTransfer
{
    AssetAmount amount; ///< a token's, or the network's own coin
    QByteArray payee; ///< in the chain's own form: EIP-55 for EVM
    /// When the seller's offer ends; none: it says nothing. Nothing is signed too close to it.
    std::optional<Time> deadline;

    friend bool operator==(const SubmitTransfer &, const SubmitTransfer &) = default;
};

/// Sign and send: Permit2 may move so much of a token, and no more (ERC-20's approve()); 0: nothing
/// any more. It moves nothing and costs its fee.
struct SubmitAllowance
{
    AssetId coin; ///< of the network, which the fee is paid in
    AssetAmount allowed; ///< of a token

    friend bool operator==(const SubmitAllowance &, const SubmitAllowance &) = default;
};

/// The name that binds an allowance: "allowance:eip155:8453/erc20:0x…?units=5000000". As the terms'
/// URL it says what is allowed, because nothing of it moves.
[[nodiscard]] QUrl allowanceUrl(const AssetAmount &allowed);

/// Sign and send: makes what was signed earlier worthless, if it comes first. It moves nothing and
/// costs its fee.
struct SubmitCancellation
{
    AssetId coin; ///< of the network, which the fee is paid in
    /// In the chain's own form: the contract that is told, or the account itself, whose
    /// transaction is replaced.
    QByteArray callee;
    Handle cancelled;

    friend bool operator==(const SubmitCancellation &, const SubmitCancellation &) = default;
};

/// Sign, but do not send: lets the payee take so much more out of a payment channel, whose deposit
/// left the account when it was opened (dialects.md 4.4). Nothing takes a voucher back.
struct SignVoucher
{
    AssetAmount amount; ///< this step alone; the voucher is good for all steps so far
    QByteArray channel; ///< its id: "0x" and 64 hexadecimal digits, small
    /// The rest is the owner's word on the channel, and empty as a seller's offer is read: but the
    /// payee, where the seller names one.
    QByteArray payee = {}; ///< EIP-55
    QByteArray contract = {}; ///< EIP-55
    Uint256 deposit = {}; ///< no voucher is good for more
    std::optional<Time> end =
        std::nullopt; ///< the offer's or the channel's; nothing is signed then

    friend bool operator==(const SignVoucher &, const SignVoucher &) = default;
};

/// What a chain must do for an offer, as a plain value. Other shapes join here.
using Instruction = std::variant<AuthorizeTransfer, AuthorizePermit2, SubmitTransfer,
                                 SubmitAllowance, SubmitCancellation, SignVoucher>;

/// What an instruction would move, and to whom.
struct Moved
{
    AssetAmount amount;
    QByteArray payee;
    QByteArray spender; ///< a contract that moves it for the payee; empty: none
    std::chrono::seconds validity {}; ///< 0: it is sent by us, and no signature lives on; a voucher
    QByteArray channel = {}; ///< of a voucher; empty: none
};

[[nodiscard]] Moved movedBy(const Instruction &instruction);
/// Whether it is a transaction of ours, which costs us a fee.
[[nodiscard]] bool isSubmitted(const Instruction &instruction);

} // namespace tuppence::deal
