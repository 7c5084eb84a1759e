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

/// One entry of either. Malformed "money.registry" {entry, member}.
[[nodiscard]] Result<Network> readNetwork(const Json &json);
[[nodiscard]] Result<Asset> readAsset(const Json &json);
/// As readAsset() takes it.
[[nodiscard]] Json toJson(const Asset &asset);

} // namespace tuppence::money
