// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/answers.h"
#include "core/chains/evm/authorization.h"
#include "core/chains/evm/permithandle.h"
#include "core/net/jsonrpc.h"

#include <variant>

namespace tuppence::evm {

/// What was signed and can be used once, until it ends: a witness is asked whether it has been.
using Permission = std::variant<Authorization, Permit>;

/// Malformed "chain.handle": neither a transfer authorisation's nor a permit's.
[[nodiscard]] Result<Permission> decodePermission(QByteArrayView encoded);

[[nodiscard]] Time endOf(const Permission &permission);
/// What a use can move at most.
[[nodiscard]] Uint256 mostOf(const Permission &permission);
/// Whether a use may move less than that.
[[nodiscard]] bool mayMoveLess(const Permission &permission);

/// Whether it is used, as of `block`: EIP-3009's authorizationState, or Permit2's nonceBitmap.
[[nodiscard]] net::Call stateCall(const Permission &permission, const QByteArray &block);
/// The answer to it. Nothing: another form.
[[nodiscard]] std::optional<bool> readState(const Permission &permission, const Json &answer);

/// The token's log from block `first` to `last`: of an authorisation the uses of its nonce; of a
/// permit, which leaves no mark with its nonce, what the payer paid to whom it was signed for.
[[nodiscard]] net::Call eventsCall(const Permission &permission, quint64 first, quint64 last);
/// The entries among `logs` that this asks for, whatever else the server put there.
[[nodiscard]] QList<Log> eventsOf(const Permission &permission, const QList<Log> &logs);

} // namespace tuppence::evm
