// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <initializer_list>

namespace tuppence::vault {

/// What must hold before something is signed, and the code of what does not.
struct Demand
{
    bool holds;
    const char *code;
};

/// Refused: the code of the first one that does not hold.
[[nodiscard]] Result<Done> expectAll(std::initializer_list<Demand> demands);

/// Compares as the chain does, which reads addresses in either spelling.
[[nodiscard]] bool isSameAddress(const QByteArray &one, const QByteArray &other);

} // namespace tuppence::vault
