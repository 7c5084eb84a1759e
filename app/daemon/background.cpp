// SPDX-License-Identifier: MIT
#include "app/daemon/background.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <tuple>
#include <utility>

namespace tuppence::daemon {

namespace {

/// Waits in the process that was started; never returns.
[[noreturn]] void waitFor(pid_t child, int descriptor)
{
    char byte = 0;
    ssize_t count = 0;
    do {
        count = read(descriptor, &byte, 1);
    } while (count < 0 && errno == EINTR);
    if (count == 1)
        _exit(EXIT_SUCCESS);
    int status = 0;
    const bool ended = waitpid(child, &status, 0) == child;
    _exit(ended && WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE);
}

/// Closes every descriptor above the standard ones that is not among `kept`.
void closeAllBut(std::array<int, 2> kept)
{
    std::sort(kept.begin(), kept.end());
    unsigned int first = STDERR_FILENO + 1;
    for (const int descriptor : kept) {
        const auto spared = static_cast<unsigned int>(descriptor);
        if (descriptor < 0 || spared < first)
            continue;
        if (spared > first)
            close_range(first, spared - 1, 0);
        first = spared + 1;
    }
    close_range(first, std::numeric_limits<unsigned int>::max(), 0);
}

} // namespace

Background Background::enter(int kept)
{
    std::array<int, 2> ends {};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        std::perror("tuppenced");
        std::exit(EXIT_FAILURE);
    }
    const pid_t child = fork();
    if (child < 0) {
        std::perror("tuppenced");
        std::exit(EXIT_FAILURE);
    }
    if (child > 0) {
        close(ends[1]);
        waitFor(child, ends[0]);
    }
    closeAllBut({ends[1], kept});
    setsid();
    std::ignore = chdir("/");
    return Background(ends[1]);
}

void Background::sayReady()
{
    if (m_descriptor < 0)
        return;
    const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        dup2(nowhere, standard);
    close(nowhere);
    const char byte = 1;
    std::ignore = write(m_descriptor, &byte, 1);
    close(std::exchange(m_descriptor, -1));
}

} // namespace tuppence::daemon
