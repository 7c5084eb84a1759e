// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/uint256.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

namespace tuppence::deal {

/// The message of EIP-3009's TransferWithAuthorization with the domain it is signed under.
/// https://eips.ethereum.org/EIPS/eip-3009
struct TransferAuthorization
{
    QString domainName;
    QString domainVersion;
    quint64 chainId = 0;
    QByteArray token; ///< EIP-55
    QByteArray from; ///< EIP-55
    QByteArray to; ///< EIP-55
    Uint256 value;
    Time validAfter;
    Time validBefore;
    QByteArray nonce; ///< 32 bytes

    friend bool operator==(const TransferAuthorization &, const TransferAuthorization &) = default;
};

/// A transaction of EIP-1559, or one of before where the network has no base fee.
/// https://eips.ethereum.org/EIPS/eip-1559, https://eips.ethereum.org/EIPS/eip-155
struct EvmTransaction
{
    quint64 chainId = 0;
    quint64 nonce = 0;
    QByteArray to; ///< EIP-55
    Uint256 value; ///< of the network's own coin
    QByteArray data;
    quint64 gasLimit = 0;
    Uint256 maxFeePerGas; ///< the gas price of a transaction of before
    /// None: a transaction of before.
    std::optional<Uint256> maxPriorityFeePerGas;

    friend bool operator==(const EvmTransaction &, const EvmTransaction &) = default;
};

/// EIP-2612's Permit, signed beside a permit for Permit2: the token lets Permit2 move that permit's
/// amount, until its deadline. https://eips.ethereum.org/EIPS/eip-2612
struct TokenPermit
{
    Uint256 nonce; ///< how many the token has taken from the account

    friend bool operator==(const TokenPermit &, const TokenPermit &) = default;
};

/// What is signed so that Permit2 may move the amount of the permit beside it. None: it may
/// already. A transaction: the token's approve(), which somebody else is to send.
using Allowance = std::variant<std::monostate, TokenPermit, EvmTransaction>;

/// The message of Permit2's PermitTransferFrom, or PermitWitnessTransferFrom with a witness.
/// https://docs.uniswap.org/contracts/permit2/reference/signature-transfer
struct PermitTransfer
{
    /// Who is paid, and from when on (x402.md 2.6).
    struct Witness
    {
        QByteArray to; ///< EIP-55
        QByteArray facilitator; ///< EIP-55; empty: the witness of "exact", which has none
        Time validAfter;

        friend bool operator==(const Witness &, const Witness &) = default;
    };

    quint64 chainId = 0;
    QByteArray token; ///< EIP-55
    Uint256 amount;
    QByteArray from; ///< EIP-55
    QByteArray spender; ///< EIP-55
    Uint256 nonce;
    Time deadline;
    std::optional<Witness> witness;
    Allowance allowance = {};

    friend bool operator==(const PermitTransfer &, const PermitTransfer &) = default;
};

/// EIP-3009's CancelAuthorization, and the transaction that brings it to the token: two signatures,
/// one behind the other. https://eips.ethereum.org/EIPS/eip-3009
struct AuthorizationCancellation
{
    QByteArray authorizer; ///< EIP-55
    QByteArray nonce; ///< 32 bytes
    /// Without data: that is cancelAuthorization() with the first signature, once it is there.
    EvmTransaction transaction;

    friend bool operator==(const AuthorizationCancellation &,
                           const AuthorizationCancellation &) = default;
};

/// The message Voucher of a payment channel, which is signed under the channel's contract. A
/// reading: docs/protocols/paymentheaders.md.
struct ChannelVoucher
{
    quint64 chainId = 0;
    QByteArray contract; ///< EIP-55
    QByteArray from; ///< EIP-55
    QByteArray channel; ///< "0x" and 64 hexadecimal digits, small
    Uint256 amount; ///< what the payee may have taken in all, with this one
    Uint256 nonce;

    friend bool operator==(const ChannelVoucher &, const ChannelVoucher &) = default;
};

/// The unsigned thing itself. Other shapes join here.
using Unsigned = std::variant<TransferAuthorization, PermitTransfer, EvmTransaction,
                              AuthorizationCancellation, ChannelVoucher>;

} // namespace tuppence::deal
