// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/deal/prepared.h"
#include "core/deal/terms.h"

namespace tuppence::money {
class Registry;
}

namespace tuppence::vault {

/// What a message is compared with.
struct Case
{
    const deal::Prepared &prepared;
    const deal::Terms &terms; ///< as approved
    const money::Registry &registry;
    Time now;
};

/// A message of that chain, its asset, its account and who prepared it are of the terms' network.
[[nodiscard]] bool isOnNetwork(quint64 chainId, const Case &given);
/// Somebody else sends it: nothing but the amount may leave.
[[nodiscard]] bool onlyAmountLeaves(const Case &given);
/// What is signed beside a permit allows Permit2 exactly its amount, and nobody else anything.
[[nodiscard]] Result<Done> expectAllowanceCovered(const deal::PermitTransfer &permit,
                                                  const Case &given);

// Of what we send ourselves.

/// The coin of the terms' network, where the registry knows one.
[[nodiscard]] std::optional<AssetId> coinOf(const Case &given);
[[nodiscard]] bool isOwnAccount(const Case &given);
/// The amount and a fee in the coin leave, and no more than was approved. Where a network takes a
/// fee of its own beside the gas, which nothing in a transaction can cap, the fee that was shown
/// holds more than the gas; elsewhere just that.
[[nodiscard]] bool feeHolds(const deal::EvmTransaction &message, const Case &given);

// Each compares every field of one kind of message with the terms: the codes of coverage.h.

[[nodiscard]] Result<Done> expectCovered(const deal::AuthorizeTransfer &instruction,
                                         const deal::TransferAuthorization &message,
                                         const Case &given);
[[nodiscard]] Result<Done> expectCovered(const deal::AuthorizePermit2 &instruction,
                                         const deal::PermitTransfer &message, const Case &given);
[[nodiscard]] Result<Done> expectCovered(const deal::SubmitTransfer &instruction,
                                         const deal::EvmTransaction &message, const Case &given);
[[nodiscard]] Result<Done> expectCovered(const deal::SubmitAllowance &instruction,
                                         const deal::EvmTransaction &message, const Case &given);
[[nodiscard]] Result<Done> expectCovered(const deal::SubmitCancellation &instruction,
                                         const deal::EvmTransaction &message, const Case &given);
[[nodiscard]] Result<Done> expectCovered(const deal::SubmitCancellation &instruction,
                                         const deal::AuthorizationCancellation &message,
                                         const Case &given);
[[nodiscard]] Result<Done> expectCovered(const deal::SignVoucher &instruction,
                                         const deal::ChannelVoucher &message, const Case &given);

} // namespace tuppence::vault
