// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"
#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/uint256.h"

#include <QString>

#include <optional>

namespace tuppence::money {

/// A payment channel that the owner opened with a seller: a deposit in a contract, out of which
/// vouchers pay. It is the owner's word; what a seller says of a channel never replaces it.
struct Channel
{
    QByteArray id; ///< "0x" and 64 hexadecimal digits, small
    AssetId
        asset; ///< of the deposit: a token, or the network's own coin; its network is the channel's
    QByteArray contract; ///< that holds the deposit; EIP-55
    QByteArray payee; ///< EIP-55
    QByteArray payer; ///< the account that opened it, EIP-55; empty: the one that pays by default
    Uint256 deposit; ///< units: no voucher is good for more; above zero
    /// What vouchers were good for before the owner added it here; the next one is good for more.
    Uint256 signedBefore;
    std::optional<Time> expiry; ///< from then on nothing is signed
    QString label; ///< the owner's; may be empty

    friend bool operator==(const Channel &, const Channel &) = default;
};

class Registry;

/// What the owner writes, and the ledger keeps (docs/protocols/paymentheaders.md); `registry` says
/// what the own coin of its network is. Addresses count in the spelling in which they stand there.
/// Malformed "money.registry" {entry, member}: not such an entry.
[[nodiscard]] Result<Channel> readChannel(const Json &json, const Registry &registry);
/// As readChannel() takes it.
[[nodiscard]] Json toJson(const Channel &channel);

} // namespace tuppence::money
