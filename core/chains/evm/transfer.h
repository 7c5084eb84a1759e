// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/payer.h"
#include "core/deal/prepared.h"
#include "core/deal/signer.h"

/// Transfers with an authorisation. https://eips.ethereum.org/EIPS/eip-3009
namespace tuppence::money {
class Registry;
}

namespace tuppence::evm {

/// What is decided at the moment of preparing.
struct Moment
{
    Time now;
    QByteArray nonce; ///< 32 bytes
};

/// Refused "chain.deadline" {seconds}: the seller's offer ends before a signature could serve.
[[nodiscard]] Result<Done> expectTimeLeft(const deal::AuthorizeTransfer &instruction, Time now);

/// Fails like EvmChain::prepare().
[[nodiscard]] Result<deal::Prepared> prepareTransfer(const deal::AuthorizeTransfer &instruction,
                                                     const AccountId &from,
                                                     const money::Registry &registry,
                                                     const Moment &moment);

/// What is signed under the token's `separator`: 32 bytes. Malformed "address.…": a field that is
/// no address.
[[nodiscard]] Result<QByteArray> digestOf(const deal::TransferAuthorization &message,
                                          const QByteArray &separator);

/// The proof out of message and signature, once the signature is seen to be the payer's, for the
/// token as the registry knows it. Refused "chain.wrong_signature": it is not.
[[nodiscard]] Result<deal::Signed> signedTransfer(const deal::TransferAuthorization &message,
                                                  const QByteArray &signature,
                                                  const QByteArray &separator);

} // namespace tuppence::evm
