// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/assetamount.h"
#include "core/deal/limit.h"
#include "core/money/registry.h"

namespace tuppence::policy {

/// `amount` counted in `measure`, rounded up; what is above 2^256 - 1 counts as that. Nothing: it
/// does not count there.
[[nodiscard]] std::optional<Uint256>
measured(const AssetAmount &amount, const deal::Measure &measure, const money::Registry &registry);

/// Reads an amount as the owner writes it: "0.10" is dollars, "0.10 USDC" whatever the program
/// lists under that symbol, "0.10 eip155:8453/erc20:0x…" one asset, the owner's own ones too.
///
/// Malformed "limits.amount" {text}: not an amount, or of more places than can be counted;
/// "limits.unknown_symbol" {symbol}, "limits.unknown_asset" {asset}: the registry has none.
[[nodiscard]] Result<deal::Cap> parseCap(const QString &text, const money::Registry &registry);

/// "$0.10", "0.1 USDC"; of one asset with its network: "0.1 USDC on Base".
[[nodiscard]] QString display(const deal::Cap &cap, const money::Registry &registry);
/// As parseCap() takes it.
[[nodiscard]] QString spelled(const deal::Cap &cap, const money::Registry &registry);

} // namespace tuppence::policy
