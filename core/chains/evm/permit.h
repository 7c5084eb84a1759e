// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/transfer.h"

/// Permits for Permit2, which moves tokens for whoever their owner signed one for (x402.md 2.6).
/// https://docs.uniswap.org/contracts/permit2/reference/signature-transfer
namespace tuppence::evm {

/// Any token of the registry will do: Permit2 moves it as anybody may who has an allowance. Whether
/// Permit2 has one is another question: permitallowance.h. Fails like EvmChain::prepare().
[[nodiscard]] Result<deal::Prepared> preparePermit(const deal::AuthorizePermit2 &instruction,
                                                   const AccountId &from,
                                                   const money::Registry &registry,
                                                   const Moment &moment);

/// What is signed: 32 bytes. Malformed "address.…": a field that is no address.
[[nodiscard]] Result<QByteArray> digestOf(const deal::PermitTransfer &message);

/// The proof out of message and signatures, once they are seen to be the payer's: the permit's and,
/// behind it, that of the allowance which the message has. Refused "chain.wrong_signature": they
/// are not. Unsupported "chain.unknown_asset": the token is not in the registry.
[[nodiscard]] Result<deal::Signed> signedPermit(const deal::PermitTransfer &message,
                                                const QByteArray &signatures,
                                                const money::Registry &registry);

} // namespace tuppence::evm
