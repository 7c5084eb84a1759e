// SPDX-License-Identifier: MIT
#include "core/payments/crashpoint.h"

#include <QByteArray>

#include <array>
#include <csignal>

namespace tuppence::payments {

void reached(CrashPoint point)
{
    static constexpr std::array names {"asked",     "reserved", "signed",   "sending",
                                       "submitted", "sent",     "answered", "recorded"};
    if (qgetenv("TUPPENCE_STOP_AT") == names.at(static_cast<size_t>(point)))
        std::raise(SIGKILL); // the one signal that gives no chance to tidy up
}

} // namespace tuppence::payments
