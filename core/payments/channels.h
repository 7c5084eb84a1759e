// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/pending.h"
#include "core/deal/challenge.h"
#include "core/deal/terms.h"
#include "core/ledger/entries.h"
#include "core/payments/rooms.h"

class QObject;

namespace tuppence::money {
struct Channel;
}

/// Paying over the payment channels that the owner added.
namespace tuppence::payments {

/// What the instruction says of a voucher; null: it is none.
[[nodiscard]] const deal::SignVoucher *
voucherIn(const std::optional<deal::Instruction> &instruction);

/// `offer`, a voucher over a channel that the seller names, with the owner's word on that channel.
///
/// Unsupported "payments.no_channel" {channel}: the owner added none of that id. Refused:
/// "payments.channel_differs" {channel, member}: its network, coin or payee is not what the seller
/// asks for; "chain.channel_over": it ended before `now`.
[[nodiscard]] Result<deal::Offer> overOwnChannel(deal::Offer offer, const money::Registry &registry,
                                                 Time now);

/// Whether the deposit has room for the step of `voucher`, paid on `network`: the owner is not
/// asked about what cannot be carried out. Refused "payments.channel_used_up" {needed, left,
/// deposit}. Unsupported "payments.no_channel". Errors of the ledger.
[[nodiscard]] Pending<Done> expectRoom(const deal::SignVoucher &voucher, const Rooms &rooms,
                                       QObject *scope);

/// What the vouchers over `channel` are good for so far, in units. Errors of the ledger.
[[nodiscard]] Pending<Uint256> givenOver(const money::Channel &channel, ledger::Ledger &ledger,
                                         QObject *scope);

/// What a reservation under `terms` is bounded by; none: they name no channel that is there.
[[nodiscard]] std::optional<ledger::ChannelBounds> boundsOf(const deal::Terms &terms,
                                                            const money::Registry &registry);

} // namespace tuppence::payments
