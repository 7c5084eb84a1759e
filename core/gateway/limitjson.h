// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/ledger/choices.h"
#include "core/ledger/limits.h"
#include "core/money/registry.h"

#include <QTimeZone>

namespace tuppence::gateway {

/// One limit and how far it is used, as the schema "limit" has it. Null: `row` has none, and
/// nothing is wrong with it.
[[nodiscard]] Json limitJson(const ledger::LimitRow &row, const QList<ledger::Client> &clients,
                             const money::Registry &registry, Time now);

} // namespace tuppence::gateway
