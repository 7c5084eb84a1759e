// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/limit.h"
#include "core/deal/terms.h"
#include "core/money/registry.h"

namespace tuppence::policy {

/// What was paid before.
struct Habits
{
    QByteArray payee; ///< of the newest payment to this site; empty: there is none
    AssetId asset; ///< likewise
    QList<AssetAmount> prices; ///< of the last payments for this page
};

/// So many times the highest price of a page's last payments is far above them.
inline constexpr quint64 farAbove = 3;
/// Dollars above which a price may be a mistake of decimals, unless a limit names a sum for each
/// payment.
inline constexpr quint64 ceilingDollars = 10;
/// The same as a cap in `measure`; none: nothing that it counts is known to be worth dollars.
[[nodiscard]] std::optional<deal::Cap> ceilingIn(const deal::Measure &measure,
                                                 const money::Registry &registry);
/// A fee above the price divided by this is worth a word.
inline constexpr quint64 feeShare = 5;

/// What trust.md 7 wants to be asked about: "warning.first_payment", "warning.payee_changed",
/// "warning.network_changed", "warning.asset_changed", "warning.price_history",
/// "warning.price_ceiling", "warning.fee". `limits` are those that apply; `leaves` begins with the
/// amount.
[[nodiscard]] QList<Error> unusual(const deal::Terms &terms, const QList<AssetAmount> &leaves,
                                   const Habits &habits, const QList<deal::Limit> &limits,
                                   const money::Registry &registry);

} // namespace tuppence::policy
