// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/deal/limit.h"
#include "core/ledger/choices.h"
#include "core/money/registry.h"

namespace tuppence::gateway {

/// For so many days, today among them, a site or an agent gets what it was allowed, where the owner
/// names no end.
inline constexpr int usualDays = 30;

/// Whom params name: "wallet": true; "site", "agent" or both; "payee"; or "asset". Agents go by the
/// names under which they were paired.
///
/// Malformed: "limits.subject" (none of these, or more than one), "limits.site" {text},
/// "limits.payee" {text}, "limits.unknown_asset" {asset}. Refused "limits.unknown_agent" {name}.
Result<deal::Subject> subjectFrom(const Json &params, const QList<ledger::Client> &clients,
                                  const money::Registry &registry);

/// `limit` with what params say: "perPayment", "perDay", "perWeek", "perMonth", "total" (an amount
/// or "off"), "perMinute" (a number or "off"), "rolling", "anyPayee" (true or false), "until" (a
/// date, the last day that counts, or "never"), "above" ("ask", "refuse"), "preset". What they do
/// not name stays. Where a site or an agent has no end, or it has passed, it gets one.
///
/// Malformed: "gateway.params" {name}, "limits.until" {text}, "limits.preset" {text}, and those of
/// policy::parseCap(). Refused "limits.empty": nothing would be limited.
Result<deal::Limit> changed(deal::Limit limit, const Json &params, const money::Registry &registry,
                            Time now);

} // namespace tuppence::gateway
