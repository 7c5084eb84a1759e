// SPDX-License-Identifier: MIT
#include "core/base/eventdrain.h"

#include <QCoreApplication>
#include <QEvent>

namespace tuppence {

EventDrain::~EventDrain()
{
    for (int i = 0; i < 3; ++i) { // what is carried out may queue once more
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

} // namespace tuppence
