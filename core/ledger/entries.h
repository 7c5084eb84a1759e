// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/deal/prepared.h"
#include "core/deal/terms.h"
#include "core/net/message.h"

namespace tuppence::ledger {

// What goes into the ledger. What stands in it then: records.h.

/// A new wish to have one answer.
struct NewPurchase
{
    QByteArray id; ///< "pay_" and 32 hexadecimal digits
    QByteArray requester; ///< the client's public key, hexadecimal
    QByteArray key; ///< idempotency key; empty: a purchase that is never joined
    net::Request request; ///< of its headers and body nothing is kept but the body's hash
    Time at;
};

/// One try to pay for a purchase.
struct NewPayment
{
    QByteArray id;
    NewPurchase purchase; ///< that of `terms`; written down with its first payment
    deal::Terms terms;
    QByteArray challenge; ///< as it came
    Time at;
    Time until; ///< how long the owner can answer
};

/// What bounds the vouchers over a channel, beside those that stand in this ledger.
struct ChannelBounds
{
    Uint256 signedBefore; ///< what they were good for before the channel came here
    Uint256 deposit; ///< none is good for more

    friend bool operator==(const ChannelBounds &, const ChannelBounds &) = default;
};

/// The word on one set of terms, which becomes a reservation.
struct Reservation
{
    QByteArray payment;
    QByteArray termsName; ///< what was shown
    QList<AssetAmount> leaves; ///< first exactly the terms' amount, then the highest fees
    deal::Approval::By by = deal::Approval::By::Owner;
    Time at;
    /// Where the terms name a channel; none: they do not.
    std::optional<ChannelBounds> channel = std::nullopt;
};

/// What must be on disk before its first byte leaves.
struct SignedPayment
{
    QByteArray payment;
    deal::Signed proof;
    QByteArray exchangeState; ///< to send the same proof again after a crash
    /// When the chain will be able to say, at the latest. None: nobody knows.
    std::optional<Time> openUntil;
    Time at;
};

/// What left the account for good.
struct Settled
{
    Uint256 moved; ///< units of the terms' asset
    QByteArray transaction;
    std::optional<Uint256> fee = std::nullopt; ///< in the network's coin; none: the highest counts
};

/// Why a payment ends before anything was sent.
struct Ending
{
    QByteArray code; ///< "payments.lapsed"; may be empty
    QString reason; ///< the owner's words; may be empty
    Time at;
};

} // namespace tuppence::ledger
