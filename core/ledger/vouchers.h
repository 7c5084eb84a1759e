// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/connection.h"
#include "core/ledger/entries.h"

namespace tuppence::ledger {

/// One channel wherever it is named: its network, its contract and its id.
[[nodiscard]] QByteArray channelKeyOf(const deal::Terms &terms);

/// Sets aside the next voucher of the terms' channel for `payment`: good for what the highest one
/// before is, and the terms' amount on top. Nothing where the terms name no channel.
///
/// Refused: "ledger.other_terms": only one of terms and `bounds` is about a channel;
/// "ledger.channel_busy": another one is set aside and not signed; "ledger.channel_used_up": it
/// would be good for more than the deposit.
Result<Done> draw(Connection &connection, const QByteArray &payment, const deal::Terms &terms,
                  const std::optional<ChannelBounds> &bounds);
/// The voucher of `payment` is signed, if it has one.
Result<Done> markVoucherSigned(Connection &connection, const QByteArray &payment);
/// The voucher of `payment` was never signed, if it has one: the next one may be good for as much.
Result<Done> dropVoucher(Connection &connection, const QByteArray &payment);

// What each gives: ledger.h.

Result<std::optional<Uint256>> voucherOf(Connection &connection, const QByteArray &payment);
Result<std::optional<Uint256>> highestVoucher(Connection &connection, const QByteArray &channel);

} // namespace tuppence::ledger
