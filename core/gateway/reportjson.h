// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/assetamount.h"
#include "core/base/json.h"
#include "core/deal/signedword.h"
#include "core/payments/order.h"

namespace tuppence::money {
class Registry;
}

/// The values of a payment as the sockets and `tuppence-cli --json` show them (README). Amounts are
/// text, times RFC 3339 in UTC, ids opaque. Members are added, never changed.
namespace tuppence::gateway {

/// {"units","decimals","symbol","asset","usd"}; decimals and symbol are null for an asset that is
/// not in the registry, usd for one whose worth it does not know.
[[nodiscard]] Json amountJson(const AssetAmount &amount, const money::Registry &registry);
/// {"id","stage","money","answer",…}; money and answer are null until something is signed.
[[nodiscard]] Json paymentJson(const ledger::Payment &payment, const money::Registry &registry);
/// {"standing","reason"}: "right", "wrong" or "unchecked", and why. Null: nothing was signed.
[[nodiscard]] Json signedWordJson(const std::optional<deal::SignedWord> &word);
/// {"status","headers"}; header lines that would make the message too long are left out.
[[nodiscard]] Json headJson(const net::Response &head);
/// {"status","purchase","response","payment","receipt","error","exit"}.
[[nodiscard]] Json reportJson(const payments::Report &report, const money::Registry &registry);
/// What waits for the owner: the terms, who asks, and the warnings.
[[nodiscard]] Json waitingJson(const payments::Waiting &waiting, const money::Registry &registry);
[[nodiscard]] Json quoteJson(const payments::Quote &quote, const money::Registry &registry);
/// The word for `progress` in docs/gateway.md.
[[nodiscard]] QByteArray nameOf(payments::Progress progress);

} // namespace tuppence::gateway
