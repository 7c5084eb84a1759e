// SPDX-License-Identifier: MIT
#pragma once

#include "core/deal/limit.h"
#include "core/deal/terms.h"
#include "core/money/registry.h"
#include "core/policy/spending.h"

namespace tuppence::policy {

/// Payments a minute that a site gets without asking, where its limit says nothing else.
inline constexpr int usualPerMinute = 10;

/// What is known of one subject when a payment is decided.
struct Standing
{
    deal::Subject subject;
    QString name; ///< as sentences call it: "this wallet", "https://shop.example", "agent Claude"
    /// False: what was written about it cannot be believed; then everything asks.
    bool isSound = true;
    std::optional<deal::Limit> limit;
    Spending spending;
};

/// What would leave the account, and why it must be asked about whatever the limits say.
struct Question
{
    QList<AssetAmount> leaves; ///< the amount first, then the highest fees
    bool isPaired = false; ///< the requester; a program that is not always asks (trust.md 8)
    QList<Error> warnings; ///< of trust.md 7; each of them asks
};

/// The subjects that a payment counts for. `payee` is without network: "eip155:0xAb…".
[[nodiscard]] QList<deal::Subject> subjectsOf(const deal::Terms &terms, const QByteArray &requester,
                                              const QList<AssetAmount> &leaves);

/// Allow: every limit that applies passes, and at least one of them names a sum. Refuse: a limit
/// that refuses is passed. Else Ask, with every reason: the warnings, "limit.none",
/// "limit.unpaired", and for each `standing` that does not pass "limit.unreadable", "limit.ended",
/// "limit.not_counted", "limit.per_payment", "limit.day", "limit.week", "limit.month",
/// "limit.total", "limit.per_minute" {subject, of, cap, spent, price, over}; `of` is the subject's
/// key, because names are only for reading.
///
/// Pure. `now` is the later of the clock and the newest booking; moveOn() was called with it.
[[nodiscard]] deal::Verdict decide(const Question &question, const QList<Standing> &standings,
                                   const money::Registry &registry, Time now);

/// Whether the owner, who read `shown`, may approve what `verdict` says now: it does not refuse,
/// gives no reason that they were not told of; that it is the first payment to a site, that
/// nothing is limited, or that much was paid within a minute goes without saying.
[[nodiscard]] bool mayApprove(const deal::Verdict &verdict, const QList<Error> &shown);

} // namespace tuppence::policy
