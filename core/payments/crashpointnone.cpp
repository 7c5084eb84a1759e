// SPDX-License-Identifier: MIT
#include "core/payments/crashpoint.h"

namespace tuppence::payments {

void reached(CrashPoint) { }

} // namespace tuppence::payments
