// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/chain.h"
#include "core/chains/evm/conditions.h"
#include "core/crypto/transaction.h"

namespace tuppence::evm {

/// With less time than this left of a seller's offer nothing is signed: it would hardly be in a
/// block in time.
constexpr std::chrono::seconds leastTimeLeft {15};

/// What it would cost at most under these conditions, in the coin.
///
/// Refused: "chain.too_late": what it was to replace, or something else with that number, is in a
/// block; "chain.would_fail" {reason}; "chain.no_coin_for_fee" {needed, held, network}: less is
/// held than that and, where it is in the coin, the amount.
[[nodiscard]] Result<AssetAmount> highestFeeOf(const Sending &sending, const Conditions &conditions,
                                               const money::Registry &registry);

/// What is signed under these conditions: never for more than `bounds` allow, whatever a server
/// says. Pure.
///
/// Refused: as above, the fee included; "chain.deadline" {seconds}; "chain.others_waiting"
/// {network}: a transaction that is not ours waits, so that another program uses the same words;
/// "chain.fee_rose" {most}.
[[nodiscard]] Result<deal::Prepared> prepareSending(const Sending &sending,
                                                    const Conditions &conditions,
                                                    const Bounds &bounds,
                                                    const money::Registry &registry, Time now);

/// Refused "chain.deadline" {seconds}: too little is left of the offer.
[[nodiscard]] Result<Done> expectTimeLeft(const Sending &sending, Time now);

/// Malformed "address.…": a field that is no address.
[[nodiscard]] Result<Transaction> transactionOf(const deal::EvmTransaction &message);

/// The proof out of message and signature, once the signature is seen to be the payer's. Refused
/// "chain.wrong_signature": it is not. Unsupported "chain.not_sendable": `prepared` is
/// nothing that we send. Malformed "address.…": a field that is no address.
[[nodiscard]] Result<deal::Signed> signedSending(const deal::Prepared &prepared,
                                                 const deal::EvmTransaction &message,
                                                 const QByteArray &signature);

} // namespace tuppence::evm
