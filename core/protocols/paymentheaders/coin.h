// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"

#include <optional>

namespace tuppence::paymentheaders {

/// What prices are in. The dialect names coins by their symbols alone, and protocols know no
/// registry: so it has a table of its own, of what its specification names.
struct Coin
{
    AssetId asset;
    int decimals = 0;

    friend bool operator==(const Coin &, const Coin &) = default;
};

/// The network of that name: "base", "eip155:8453", or "base:8453" as some of the sellers' code
/// writes it, in any letter case. No value: none that we know, or two that differ.
[[nodiscard]] std::optional<NetworkId> networkCalled(const QByteArray &text);

/// The coin of that symbol on `network`, in any letter case. No value: none that we know.
[[nodiscard]] std::optional<Coin> coinCalled(const NetworkId &network, const QByteArray &symbol);

} // namespace tuppence::paymentheaders
