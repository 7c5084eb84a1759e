// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/connection.h"

namespace tuppence::ledger {

/// Stands in the header of every ledger: "Tupp".
/// https://www.sqlite.org/pragma.html#pragma_application_id
inline constexpr int applicationId = 0x54757070;

/// The schema that this program writes: how many migrations there are.
[[nodiscard]] int newestSchema();

/// Carries out the migrations after `schema`, all or none. 0: the file is empty.
Result<Done> migrate(Connection &connection, int schema);

} // namespace tuppence::ledger
