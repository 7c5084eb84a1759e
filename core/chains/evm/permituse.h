// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/answers.h"
#include "core/chains/evm/permithandle.h"
#include "core/chains/evm/server.h"

/// Which transaction used a permit. Permit2 logs nothing about it: the transactions that moved the
/// payer's tokens are looked at, and the one that brings the permit's nonce is the one.
namespace tuppence::evm {

/// A transaction as far as it says what it is for.
struct MinedTransaction
{
    QByteArray hash;
    QByteArray blockHash;
    std::optional<Address> to; ///< none: it makes a contract
    QByteArray input;
};

[[nodiscard]] std::optional<MinedTransaction> readMined(const Json &json);
/// `transaction`: 32 bytes.
[[nodiscard]] net::Call minedCall(const QByteArray &transaction);

/// The token's Transfer log from the payer, to the payee where the permit binds one.
[[nodiscard]] net::Call transfersCall(const Permit &permit, quint64 first, quint64 last);
[[nodiscard]] bool isTransfer(const Permit &permit, const Log &log);

/// Whether the permit's nonce is among what the transaction brings.
[[nodiscard]] bool bringsNonce(const Permit &permit, const MinedTransaction &transaction);

/// What the transaction moved for the permit: what it moved of the payer's tokens, where it is a
/// call of the permit's own contract with just this permit, and so did nothing else. Nothing: it
/// came another way, and others may have moved in it.
[[nodiscard]] std::optional<Uint256>
movedBy(const Permit &permit, const MinedTransaction &transaction, const QList<Log> &logs);

/// The newest of `transfers` whose transaction brings the permit's nonce; nothing where none does.
///
/// Network "rpc.malformed" {host}; errors of the transport.
[[nodiscard]] Pending<std::optional<Log>> useAmong(const Server &server, const Permit &permit,
                                                   QList<Log> transfers);

} // namespace tuppence::evm
