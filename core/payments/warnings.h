// SPDX-License-Identifier: MIT
#pragma once

#include "core/payments/choose.h"

namespace tuppence::payments {

/// What the owner should read before they agree, each with a sentence of its own ("warning.…").
[[nodiscard]] QList<Error> warningsFor(const Option &option, const net::Request &request,
                                       const Rooms &rooms);

} // namespace tuppence::payments
