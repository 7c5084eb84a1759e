// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>

namespace tuppence::daemon {

/// The right to use a data folder; one program has it at a time, for its whole life. The kernel
/// takes it back when the program ends, however it ends.
class DataLock
{
public:
    /// Refused ("gateway.already_running" {pid}): another tuppenced has it.
    /// Storage ("gateway.folder" {folder, reason}).
    static Result<DataLock> take(const QString &path);

    DataLock(DataLock &&other) noexcept;
    DataLock &operator=(DataLock &&) = delete;
    DataLock(const DataLock &) = delete;
    DataLock &operator=(const DataLock &) = delete;
    ~DataLock();

private:
    explicit DataLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    int m_descriptor;
};

} // namespace tuppence::daemon
