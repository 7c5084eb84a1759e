// SPDX-License-Identifier: MIT
#include "app/daemon/lifetime.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace tuppence::daemon {

namespace {

constexpr std::chrono::seconds betweenLooks {10};

// A signal handler may only write to a descriptor; the event loop reads at the other end.
std::array<int, 2> ends {-1, -1};

void noteSignal(int)
{
    const char byte = 1;
    std::ignore = write(ends[1], &byte, 1);
}

int readingEnd()
{
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no descriptor left");
    return ends[0];
}

} // namespace

Lifetime::Lifetime()
    : m_signals(readingEnd(), QSocketNotifier::Read)
{
    connect(&m_signals, &QSocketNotifier::activated, this, [this] {
        m_signals.setEnabled(false); // the byte stays in the pipe
        Q_EMIT over();
    });
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        std::signal(number, noteSignal);
    connect(&m_look, &QTimer::timeout, this, &Lifetime::look);
}

Lifetime::~Lifetime()
{
    // What comes now changes nothing: the program is ending.
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        std::signal(number, SIG_IGN);
    m_signals.setEnabled(false);
}

void Lifetime::endWhenIdle(std::function<bool()> isIdle)
{
    m_isIdle = std::move(isIdle);
    m_look.start(betweenLooks);
}

void Lifetime::look()
{
    if (!m_isIdle())
        m_idleSince.invalidate();
    else if (!m_idleSince.isValid())
        m_idleSince.start();
    else if (m_idleSince.hasExpired(std::chrono::milliseconds(idleTime).count()))
        Q_EMIT over();
}

} // namespace tuppence::daemon
