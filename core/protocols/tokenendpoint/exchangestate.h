// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/step.h"

namespace tuppence::tokenendpoint {

/// What survives a crash. A token that was given is not in it: the same permit earns another one.
struct ExchangeState
{
    net::Request original; ///< what was answered with the challenge
    net::Request sent; ///< to the token endpoint, with the permit
};

/// JSON text; bodies are in it as base64, header bytes as Latin-1 characters.
[[nodiscard]] QByteArray encodeState(const ExchangeState &state);

/// Malformed ("protocol.state"): not what encodeState() gives.
Result<ExchangeState> decodeState(const QByteArray &text);

} // namespace tuppence::tokenendpoint
