// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/deal/challenge.h"

namespace tuppence::tokenendpoint {

/// Reads one entry of `payment_components` as servers 0.3.0 or 0.2.0 write it; `raw` are its own
/// bytes, which are kept. It always gives an offer; what cannot be carried out has an obstacle (all
/// codes "tokenendpoint.…"):
///
/// Malformed: "missing" (data "member" names what is not there or empty); "network" (no EVM
/// network); "token", "payee" (no address), "token_checksum", "payee_checksum"; "decimals" (not a
/// whole number of 0 … 77); and those of unitsOf(). OutOfRange: "amount_too_large". Unsupported:
/// "payment_type" (only evm). Refused: "payee_zero", "payee_is_token".
[[nodiscard]] deal::Offer readOffer(const Json &entry, const QByteArray &raw, int index);

} // namespace tuppence::tokenendpoint
