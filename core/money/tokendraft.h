// SPDX-License-Identifier: MIT
#pragma once

#include "core/money/asset.h"

#include <optional>

namespace tuppence::money {

/// A token as the owner wants it added. What is absent is asked of its contract.
struct TokenDraft
{
    NetworkId network;
    QByteArray address; ///< as it was typed
    std::optional<QString> symbol;
    std::optional<QString> name; ///< of the EIP-712 domain
    std::optional<QString> version; ///< the same
    std::optional<int> decimals; ///< 0 … Amount::maxDecimals
    std::optional<TransferMethod> method;
};

} // namespace tuppence::money
