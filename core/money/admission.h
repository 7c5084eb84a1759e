// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/money/asset.h"
#include "core/money/network.h"
#include "core/money/shelf.h"

/// Which networks and tokens the owner may add and take away: nothing of the owner's stands in the
/// place of what the program carries, or can be taken for it.
namespace tuppence::money {

/// The longest name, symbol or version, in characters.
constexpr qsizetype longestOwnText = 64;

/// Refused: "money.known_network" {network, name}; "money.known_name" {name}: another network is
/// called so; "money.own_text" {member}: a name that is too long or has characters that cannot be
/// seen.
[[nodiscard]] Result<Done> mayJoin(const Network &network, const Shelf<Network> &networks);
/// Refused: "money.network_first" {network}: not known; "money.known_token" {token, symbol};
/// "money.known_symbol" {symbol, network}: another token of that network has it, in whatever letter
/// case; "money.own_worth": nobody vouches for what it is worth; "money.own_text" {member};
/// "money.own_symbol" {symbol}: one with a space, or with letters or digits that are not ASCII and
/// look like others.
[[nodiscard]] Result<Done> mayJoin(const Asset &asset, const Shelf<Network> &networks,
                                   const Shelf<Asset> &assets);

/// Refused: "money.not_own" {entry}: not known, or not the owner's; "money.network_in_use"
/// {network, token}: a token of it is listed.
[[nodiscard]] Result<Done> mayLeave(const NetworkId &id, const Shelf<Network> &networks,
                                    const Shelf<Asset> &assets);
/// Refused "money.not_own".
[[nodiscard]] Result<Done> mayLeave(const AssetId &id, const Shelf<Asset> &assets);

/// The listed token with that address, in whatever letter case.
[[nodiscard]] const Asset *sameToken(const AssetId &id, const Shelf<Asset> &assets);
/// A listed token of the same network and symbol, in whatever letter case.
[[nodiscard]] const Asset *sameSymbol(const Asset &asset, const Shelf<Asset> &assets);

} // namespace tuppence::money
