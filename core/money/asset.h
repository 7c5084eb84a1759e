// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"

#include <QString>

#include <optional>

namespace tuppence::money {

/// How a token lets somebody else take an amount that its owner signed for (x402.md 2.5, 2.6).
enum class TransferMethod { Eip3009, Permit2 };

/// As the files and the command line write it: "eip3009", "permit2".
[[nodiscard]] QByteArray nameOf(TransferMethod method);
/// Nothing: no method is called so.
[[nodiscard]] std::optional<TransferMethod> methodNamed(const QByteArray &name);

/// What one whole token is worth, as far as this wallet says anything about it.
enum class Worth { Unknown, Dollar };

/// A token that the wallet knows: an entry of resources/assets.json, or one of the same form that
/// the owner added. It is the wallet's own word; what a seller says of a token never replaces it.
struct Asset
{
    AssetId id;
    QString symbol; ///< "USDC"
    QString name; ///< of the EIP-712 domain: "USD Coin"
    QString version; ///< of the EIP-712 domain: "2"
    int decimals = 0; ///< 0 … Amount::maxDecimals
    Worth worth = Worth::Unknown;
    TransferMethod method = TransferMethod::Eip3009;
    QByteArray domainSeparator; ///< 32 bytes, as the token's DOMAIN_SEPARATOR() gives them
    bool own = false; ///< the owner added it; no limit counts it by its symbol

    friend bool operator==(const Asset &, const Asset &) = default;
};

} // namespace tuppence::money
