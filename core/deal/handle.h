// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"

namespace tuppence::deal {

/// What a fate is asked by.
struct Handle
{
    NetworkId network;
    QByteArray id; ///< opaque outside its chain; kept in the ledger

    friend bool operator==(const Handle &, const Handle &) = default;
};

} // namespace tuppence::deal
