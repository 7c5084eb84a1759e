// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/sending.h"

namespace tuppence::evm {

/// What makes the thing of that handle worthless: of a transfer authorisation the token's
/// cancelAuthorization() (EIP-3009), of a permit Permit2's invalidateUnorderedNonces(), of a
/// transaction of ours another one with its number, which sends nothing to the account itself.
///
/// Malformed "chain.handle". Unsupported: "chain.unknown_network", "chain.no_coin" {network}.
[[nodiscard]] Result<deal::SubmitCancellation> cancellationOf(const deal::Handle &handle,
                                                              const money::Registry &registry);

/// Errors of emptySending() and cancellationOf(). Refused "chain.account": `account` did not sign
/// what is cancelled. OutOfRange: no price is above the other's.
[[nodiscard]] Result<Sending> sendingOf(const deal::SubmitCancellation &cancellation,
                                        const AccountId &account, const money::Registry &registry);

/// The proof out of the cancellation of an authorisation and its two signatures, one behind the
/// other. Errors of signedSending(). Unsupported "chain.unknown_asset": the token is not in the
/// registry.
[[nodiscard]] Result<deal::Signed>
signedCancellation(const deal::Prepared &prepared, const deal::AuthorizationCancellation &message,
                   const QByteArray &signatures, const money::Registry &registry);

} // namespace tuppence::evm
