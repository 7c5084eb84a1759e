// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/sending.h"

namespace tuppence::evm {

/// The token's approve(), for Permit2 alone and exactly so much.
/// https://eips.ethereum.org/EIPS/eip-20
///
/// Errors of emptySending(). Unsupported "chain.unknown_asset": no token of the registry. Refused
/// "chain.account": a token of another network than the account's.
[[nodiscard]] Result<Sending> sendingOf(const deal::SubmitAllowance &allowance,
                                        const AccountId &account, const money::Registry &registry);

/// The same for what a permit needs; somebody else sends it, and brings the coins for its fee.
[[nodiscard]] Result<Sending> sponsoredApproval(const AssetAmount &needed, const AccountId &account,
                                                const money::Registry &registry);

} // namespace tuppence::evm
