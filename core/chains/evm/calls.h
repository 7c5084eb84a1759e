// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/authorization.h"
#include "core/net/jsonrpc.h"

#include <QList>

/// What RPC servers are asked. https://ethereum.github.io/execution-apis/
namespace tuppence::evm {

/// "0x1a": how a number, or a block by its number, is written.
[[nodiscard]] QByteArray quantity(quint64 number);
[[nodiscard]] QByteArray largeQuantity(const Uint256 &number);

[[nodiscard]] net::Call chainIdCall();
/// `block`: a quantity, "latest" or "finalized".
[[nodiscard]] net::Call blockCall(const QByteArray &block);
/// The contract's answer to `input`, as of `block`.
[[nodiscard]] net::Call contractCall(const Address &contract, const QByteArray &input,
                                     const QByteArray &block);
/// authorizationState(from, nonce) of EIP-3009, as of `block`.
[[nodiscard]] net::Call stateCall(const Authorization &authorization, const QByteArray &block);
/// The token's log about the nonce, used or cancelled, from block `first` to `last`.
[[nodiscard]] net::Call eventsCall(const Authorization &authorization, quint64 first, quint64 last);
/// `transaction`: 32 bytes.
[[nodiscard]] net::Call receiptCall(const QByteArray &transaction);
/// `transaction`: 32 bytes.
[[nodiscard]] net::Call transactionCall(const QByteArray &transaction);
/// How many transactions of the account there are, as of `block`: also "pending".
[[nodiscard]] net::Call countCall(const Address &account, const QByteArray &block);
[[nodiscard]] net::Call tipCall();
[[nodiscard]] net::Call gasPriceCall();
/// How much gas it takes.
[[nodiscard]] net::Call estimateCall(const Address &from, const Address &to, const Uint256 &value,
                                     const QByteArray &input);
/// `transaction`: signed.
[[nodiscard]] net::Call sendCall(const QByteArray &transaction);
[[nodiscard]] net::Call codeCall(const Address &contract);
[[nodiscard]] net::Call coinBalanceCall(const Address &owner);
/// balanceOf(owner) as the input of a call.
[[nodiscard]] QByteArray balanceInput(const Address &owner);

/// The first topics of the token's log: 32 bytes each. https://eips.ethereum.org/EIPS/eip-3009
[[nodiscard]] QByteArray usedTopic();
[[nodiscard]] QByteArray cancelledTopic();
/// An address as a topic: 32 bytes.
[[nodiscard]] QByteArray addressTopic(const Address &address);

} // namespace tuppence::evm
