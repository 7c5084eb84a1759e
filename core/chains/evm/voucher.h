// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/deal/prepared.h"

namespace tuppence::money {
class Registry;
}

/// Vouchers over payment channels: the highest one that a payee holds is good for all before it.
namespace tuppence::evm {

/// `upTo`: what the voucher is good for in all. Asks nobody: the channel is the owner's word.
///
/// Unsupported "chain.unknown_network", Refused "chain.account" (payer.h); Refused
/// "chain.channel_over": the offer or the channel ends. Malformed "address.…".
[[nodiscard]] Result<deal::Prepared> prepareVoucher(const deal::SignVoucher &instruction,
                                                    const AccountId &from, const Uint256 &upTo,
                                                    const money::Registry &registry, Time now);
/// Refused "chain.channel_over".
[[nodiscard]] Result<Done> expectTimeLeft(const deal::SignVoucher &instruction, Time now);

/// The proof out of message and signature, once the signature is seen to be the payer's. Refused
/// "chain.wrong_signature": it is not.
[[nodiscard]] Result<deal::Signed> signedVoucher(const deal::ChannelVoucher &message,
                                                 const QByteArray &signature);

/// Whether that handle is a voucher's.
[[nodiscard]] bool isVoucher(QByteArrayView handle);
/// What became of every voucher that was given: its payee can claim it whenever it likes, and
/// nothing takes it back.
[[nodiscard]] deal::Fate fateOfVouchers();

} // namespace tuppence::evm
