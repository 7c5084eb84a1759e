// SPDX-License-Identifier: MIT
#pragma once

namespace tuppence::daemon {

/// Goes on in the background, while the process that was started waits: it ends with 0 as soon as
/// sayReady() was called, and with the exit code of the background process if that ends before. So
/// whoever started it sees words about a start that failed, and can connect after one that did not.
class Background
{
public:
    /// Call before there is a second thread. Returns in the background process only. Of what the
    /// caller had open nothing stays so but the standard streams, until sayReady(), and `kept`
    /// (-1: nothing): who waits for the end of a pipe does not wait for us.
    static Background enter(int kept);

    /// No background: sayReady() does nothing.
    static Background none() { return Background(-1); }

    /// The sockets listen. From now on nothing is printed.
    void sayReady();

private:
    explicit Background(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    int m_descriptor; ///< a byte written to it means "ready"; -1: nobody waits
};

} // namespace tuppence::daemon
