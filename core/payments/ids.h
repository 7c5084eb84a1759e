// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/bytes.h"
#include "core/base/clock.h"

namespace tuppence::payments {

/// `prefix` and 32 hexadecimal digits: the second, so that what is new stands together in the
/// ledger's indexes however many payments there are, and 96 bits that nobody foresees.
[[nodiscard]] inline QByteArray newId(const QByteArray &prefix, Time now)
{
    const auto second = static_cast<quint32>(now.time_since_epoch().count());
    return prefix + QByteArray::number(second, 16).rightJustified(8, '0') + randomBytes(12).toHex();
}

} // namespace tuppence::payments
