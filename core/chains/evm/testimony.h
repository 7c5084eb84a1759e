// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"

#include <QByteArray>

#include <optional>

namespace tuppence::evm {

struct Block
{
    quint64 number = 0;
    QByteArray hash; ///< 32 bytes
    Time time;

    friend bool operator==(const Block &, const Block &) = default;
};

/// What the token's log says about a nonce.
struct Event
{
    enum class Kind { Used, Cancelled };

    Kind kind = Kind::Used;
    Block block;
    QByteArray transaction; ///< 32 bytes

    friend bool operator==(const Event &, const Event &) = default;
};

/// What one server says about an authorisation.
struct Testimony
{
    Block head; ///< its newest block
    Block last; ///< the last block that is final
    /// authorizationState at `last`; none: the server has no state of that block.
    std::optional<bool> usedAtLast;
    std::optional<Event> event; ///< there, wherever the nonce is used at `last` or at `head`

    friend bool operator==(const Testimony &, const Testimony &) = default;
};

} // namespace tuppence::evm
