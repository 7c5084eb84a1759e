// SPDX-License-Identifier: MIT
#pragma once

/// The contracts that a permit may name; they have the same address on every network (x402.md 2.6).
namespace tuppence::deal {

/// Moves tokens for whoever their owner signed a permit for.
inline constexpr char permit2Contract[] = "0x000000000022D473030F116dDEE9F6B43aC78BA3";
/// Pays exactly the amount to the payee that the permit binds: scheme "exact".
inline constexpr char exactProxy[] = "0x402085c248EeA27D92E8b30b2C58ed07f9E20001";
/// Pays up to the amount to the payee that the permit binds, for one facilitator: scheme "upto".
inline constexpr char uptoProxy[] = "0x4020A4f3b7b90ccA423B9fabCc0CE57C6C240002";

} // namespace tuppence::deal
