// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"

#include <optional>

namespace tuppence {

/// A network's own coin, in which its fees are paid.
struct NativeCoin
{
    AssetId asset;
    QByteArray symbol; ///< "ETH"

    friend bool operator==(const NativeCoin &, const NativeCoin &) = default;
};

/// The own coin of `network`. Protocols see no registry, so this is a table of its own. No value:
/// none that we know.
[[nodiscard]] std::optional<NativeCoin> nativeCoinOf(const NetworkId &network);

} // namespace tuppence
