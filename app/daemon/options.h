// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace tuppence::daemon {

/// What tuppenced was told on its command line.
struct Options
{
    enum class Task { Run, ShowHelp, ShowVersion };

    Task task = Task::Run;
    bool foreground = false;
    bool untilIdle = false; ///< a client started it: it ends when nobody needs it
    QString unlockFile; ///< absolute; empty: none
    int unlockDescriptor = -1; ///< -1: none

    /// Malformed ("usage.tuppenced" {reason}).
    static Result<Options> parse(const QStringList &line);
    [[nodiscard]] static QString help();
};

} // namespace tuppence::daemon
