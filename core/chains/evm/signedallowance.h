// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/sending.h"

namespace tuppence::evm {

/// The allowance that goes beside a permit, once `signature` is seen to be its owner's. None: the
/// message has none, and then there is no signature either.
///
/// Refused "chain.wrong_signature": it is not, or one is left over. Unsupported
/// "chain.unknown_asset": the token is not in the registry. Malformed "address.…".
[[nodiscard]] Result<std::optional<deal::SignedAllowance>>
signedAllowance(const deal::PermitTransfer &message, const QByteArray &signature,
                const money::Registry &registry);

} // namespace tuppence::evm
