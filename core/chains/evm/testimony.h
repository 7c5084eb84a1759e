// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/uint256.h"

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

/// What became of a nonce.
struct Event
{
    enum class Kind { Used, Cancelled };

    Kind kind = Kind::Used;
    Block block; ///< where it cannot be told which: the last one that is final
    QByteArray transaction; ///< 32 bytes; empty: it cannot be told which
    std::optional<Uint256> moved = std::nullopt; ///< none: it cannot be told, and counts as all

    friend bool operator==(const Event &, const Event &) = default;
};

/// What one server says about a permission.
struct Testimony
{
    Block head; ///< its newest block
    Block last; ///< the last block that is final
    /// Whether the nonce is used at `last`; none: the server has no state of that block.
    std::optional<bool> usedAtLast;
    /// There, wherever an authorisation's nonce is used at `last` or at `head`; of a permit's that
    /// is used at `head` only, where the transaction was found.
    std::optional<Event> event;

    friend bool operator==(const Testimony &, const Testimony &) = default;
};

} // namespace tuppence::evm
