// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"
#include "core/base/uint256.h"

namespace tuppence {

/// So many smallest units of one asset.
struct AssetAmount
{
    AssetId asset;
    Uint256 units;

    friend bool operator==(const AssetAmount &, const AssetAmount &) = default;
};

} // namespace tuppence
