// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocols/x402/judge.h"

namespace tuppence::x402 {

/// What survives a crash: the request exactly as it was, or will be, sent, and what its reply is
/// judged by.
struct ExchangeState
{
    Bought bought;
    net::Request sent; ///< with its proof
};

/// JSON text; the body is in it as base64, header bytes as Latin-1 characters.
[[nodiscard]] QByteArray encodeState(const ExchangeState &state);

/// Malformed ("protocol.state"): not what encodeState() gives for that version.
Result<ExchangeState> decodeState(const QByteArray &text, Version version);

} // namespace tuppence::x402
