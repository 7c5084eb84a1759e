// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace tuppence {

/// Carries out, at its end, what is queued for objects that are gone. Declare it right after the
/// application, so that it goes right before it. Left to the application's own end, a queued
/// continuation deletes its relay (pending.h) under the lock that deleting needs, for ever.
class EventDrain final
{
public:
    EventDrain() = default;
    ~EventDrain();
    Q_DISABLE_COPY_MOVE(EventDrain)
};

} // namespace tuppence
