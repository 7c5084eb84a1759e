// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/money/asset.h"
#include "core/money/network.h"

namespace tuppence::money {

/// The text of resources/networks.json. Malformed "money.registry" {entry, member}.
[[nodiscard]] Result<QList<Network>> readNetworks(QByteArrayView json);
/// The text of resources/assets.json. Malformed "money.registry" {entry, member}.
[[nodiscard]] Result<QList<Asset>> readAssets(QByteArrayView json);

} // namespace tuppence::money
