// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/records.h"

namespace tuppence::ledger {

/// What callers are told: trust.md, "Stages and outcomes". No other word is used anywhere.
enum class Outcome {
    Paid,
    Free,
    DeliveredWithoutPayment,
    Refused,
    Pending,
    Expired, ///< nothing paid: nobody answered in time
    Failed, ///< nothing paid
    PaidNotDelivered,
    Locked,
    Unknown, ///< may have been paid
    NoWallet,
};

/// How `payment` stands. While it is under way: `Pending` until something is signed, then `Unknown`
/// for as long as the answer is waited for.
[[nodiscard]] Outcome outcome(const Payment &payment);
/// What was bought has come: delivered, and not with a status that asks for another try (RFC 9110:
/// 408, 429, 5xx; RFC 8470: 425), after which the same proof may be sent again.
[[nodiscard]] bool isAnswered(const Answer &answer);
/// `status` in JSON and over MCP: "paid", "delivered_without_payment". "no_wallet" for `NoWallet`.
[[nodiscard]] QByteArray nameOf(Outcome outcome);
/// The command line's exit code: 0, 10 … 16.
[[nodiscard]] int exitCode(Outcome outcome);

} // namespace tuppence::ledger
