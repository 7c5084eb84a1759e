// SPDX-License-Identifier: MIT
#include "app/cli/interrupt.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace tuppence::cli {

namespace {

// A signal handler may only write to a descriptor; the event loop reads at the other end.
std::array<int, 2> ends {-1, -1};

void noteSignal(int number)
{
    const char byte = 1;
    std::ignore = write(ends[1], &byte, 1);
    std::signal(number, SIG_DFL);
}

int readingEnd()
{
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no descriptor left");
    return ends[0];
}

} // namespace

Interrupt::Interrupt()
    : m_notifier(readingEnd(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (read(ends[0], &byte, 1) == 1) { }
        Q_EMIT interrupted();
    });
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        std::signal(number, noteSignal);
}

Interrupt::~Interrupt()
{
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        std::signal(number, SIG_DFL);
    m_notifier.setEnabled(false);
    for (const int end : ends)
        close(end);
}

} // namespace tuppence::cli
