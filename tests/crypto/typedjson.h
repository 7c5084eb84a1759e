// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/crypto/eip712.h"

/// Typed data as wallets are asked to sign it in JSON (eth_signTypedData), for the vectors.
namespace tuppence::tests {

[[nodiscard]] QList<evm::StructType> structTypes(const Json &types);

/// `types` tell what the texts and numbers in `message` mean.
[[nodiscard]] evm::TypedValue::Members members(const QList<evm::StructType> &types,
                                               const QByteArray &name, const Json &message);

[[nodiscard]] evm::TypedDomain typedDomain(const Json &domain);

} // namespace tuppence::tests
