// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/server.h"
#include "core/crypto/eip55.h"
#include "core/money/asset.h"
#include "core/money/network.h"
#include "core/money/tokendraft.h"

/// A token that the owner adds: what its contract says of itself, and what follows from it.
namespace tuppence::evm {

/// What a token's contract says. Absent: it has no such function, or answers in another form.
struct TokenWords
{
    std::optional<QString> symbol;
    std::optional<QString> name;
    std::optional<QString> version;
    std::optional<int> decimals; ///< 0 … Amount::maxDecimals
    std::optional<QByteArray> domainSeparator; ///< 32 bytes
    bool hasAuthorizations = false; ///< authorizationState() of EIP-3009

    friend bool operator==(const TokenWords &, const TokenWords &) = default;
};

/// Asks the contract at `token`, on the network with that chain id, as of its newest block.
///
/// Network: "rpc.wrong_chain", "rpc.malformed", errors of the transport. Refused "token.none"
/// {address}: no contract stands there, or one that says nobody's balance.
[[nodiscard]] Pending<TokenWords> askToken(const Server &server, const Address &token,
                                           quint64 chainId);

/// The token of `draft` at `address`; what the draft leaves open is as the contract says. Its
/// worth is not known. `words` is absent where nobody may be asked. Where the contract gives its
/// domain separator, that proves name and version; a version that neither says is tried.
///
/// Refused: "token.differs" {what, typed, said}; "token.domain" {name, version}: its separator is
/// that of another name or version; "token.no_authorization" {address}: called eip3009 and has no
/// such function; "token.unsaid" {options}: neither says it; "token.nobody_asked" {network,
/// options}: nobody may be asked.
[[nodiscard]] Result<money::Asset> tokenFrom(const money::TokenDraft &draft, const Address &address,
                                             const money::Network &network,
                                             const std::optional<TokenWords> &words);

} // namespace tuppence::evm
