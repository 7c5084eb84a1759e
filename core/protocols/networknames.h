// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"

#include <optional>

namespace tuppence {

/// The network that version 1 of x402, and sellers that write as it does, call by that name:
/// "base-sepolia" is eip155:84532. No value: a name that no released version has.
[[nodiscard]] std::optional<NetworkId> networkNamed(QByteArrayView name);

} // namespace tuppence
