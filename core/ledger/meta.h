// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/ledger/connection.h"

namespace tuppence::ledger {

// Times that the file keeps about itself.

inline const QByteArray setAsideKey = "set_aside"; ///< when this file was begun in place of another
inline const QByteArray checkedKey = "checked"; ///< when the whole file was last found sound

inline const QByteArray restoredKey = "restored"; ///< when a backup last brought something

Result<std::optional<Time>> noted(Connection &connection, const QByteArray &key);
Result<Done> note(Connection &connection, const QByteArray &key, Time time);

} // namespace tuppence::ledger
