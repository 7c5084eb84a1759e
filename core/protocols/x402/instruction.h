// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/deal/instruction.h"
#include "core/protocols/x402/version.h"

namespace tuppence::x402 {

/// How an offer of one scheme has the money moved.
enum class Way {
    Authorization, ///< EIP-3009
    Permit, ///< Permit2, exactly the amount
    PermitUpTo, ///< Permit2, up to the amount
};

/// The way of `scheme` "exact" or "upto"; `extra`: none, or the offer's own. Version 1 knows
/// EIP-3009 only.
///
/// Unsupported: "x402.permit2" (version 1), "x402.erc7710", "x402.transfer_method".
[[nodiscard]] Result<Way> readWay(const QByteArray &scheme, const Json *extra, Version version);

/// What an entry of `accepts` asks for, on a network with Ethereum's machine. Fails with those
/// codes of readOffer() that are about token, payee, facilitator, amount and time.
[[nodiscard]] Result<deal::Instruction> readInstruction(const Json &entry, Way way, Version version,
                                                        const NetworkId &network);

} // namespace tuppence::x402
