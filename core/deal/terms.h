// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/assetamount.h"
#include "core/base/caip.h"
#include "core/base/clock.h"
#include "core/base/uint256.h"

#include <QUrl>

#include <optional>

namespace tuppence::deal {

/// Everything the owner agrees to, and all that a signer compares with. Immutable once made; a
/// newer challenge makes new terms. Its name is the SHA-256 of its encoding.
struct Terms
{
    QByteArray site; ///< origin that answered 402
    QByteArray method;
    QUrl url; ///< full
    QByteArray bodyHash; ///< SHA-256 of the request's body
    QByteArray purchase; ///< purchase id
    QByteArray dialect;
    NetworkId network;
    AssetId asset;
    Uint256 amount; ///< exactly this, for the instructions there are now
    QByteArray payee;
    QByteArray spender; ///< a contract that moves the money for the payee; empty: none
    Uint256 highestFee; ///< in the network's coin; 0: nothing is sent by us
    std::chrono::seconds validity {}; ///< the longest the signature may live
    AccountId account; ///< who pays
    /// The payment channel that a voucher is drawn on: "0x" and 64 hexadecimal digits, small; its
    /// contract is the spender. Empty: no voucher.
    QByteArray channel = {};

    friend bool operator==(const Terms &, const Terms &) = default;
};

/// What Permit2 may move from then on, where that is what these terms are about (`ALLOW` of the
/// wallet's own dialect, "transfer"). None: they are about something else.
[[nodiscard]] std::optional<AssetAmount> allowedBy(const Terms &terms);

/// Each field behind its length (4 bytes, big-endian), in the order of the struct, after
/// "tuppence-terms-1"; the channel only where there is one.
[[nodiscard]] QByteArray encode(const Terms &terms);
/// Malformed ("deal.terms"): not what encode() gives.
Result<Terms> decodeTerms(QByteArrayView encoded);
/// The name of the terms: 32 bytes.
[[nodiscard]] QByteArray nameOf(const Terms &terms);

/// The word on one set of terms; consumed by its reservation, signs once.
struct Approval
{
    enum class By { Owner, Limit };

    Terms terms;
    By by = By::Owner;
    Time at;
    QByteArray payment; ///< the reservation it became: the payment's id in the ledger

    friend bool operator==(const Approval &, const Approval &) = default;
};

} // namespace tuppence::deal
