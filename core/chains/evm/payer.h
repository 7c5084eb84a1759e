// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"
#include "core/base/clock.h"
#include "core/crypto/eip55.h"

namespace tuppence::money {
class Registry;
struct Network;
struct Asset;
} // namespace tuppence::money

/// What every message that an account of ours signs is held to.
namespace tuppence::evm {

/// Sellers accept shorter and longer ones; we sign none (trust.md 16).
constexpr std::chrono::seconds shortestValidity {30};
constexpr std::chrono::seconds longestValidity {3600};

/// OutOfRange "chain.validity" {seconds, least, most}.
[[nodiscard]] Result<Done> expectValidity(std::chrono::seconds validity);

/// The asset's network, on which `from` pays. Unsupported "chain.unknown_network" {network}.
/// Refused "chain.account" {network}: an account of another one.
[[nodiscard]] Result<const money::Network *>
payingNetwork(const AssetId &asset, const AccountId &from, const money::Registry &registry);

/// Unsupported "chain.unknown_asset" {asset}: not a token of the registry.
[[nodiscard]] Result<const money::Asset *> knownToken(const AssetId &id,
                                                      const money::Registry &registry);

/// Refused "chain.wrong_signature": it is not the payer's.
[[nodiscard]] Result<Done> expectPayer(const QByteArray &digest, const QByteArray &signature,
                                       const Address &payer);

/// As contracts count time. `time` is not before 1970.
[[nodiscard]] quint64 secondsOf(Time time);

} // namespace tuppence::evm
