// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace tuppence::cli {

/// Turns Control-C, and a request to end, into a signal of the event loop while it lives. The
/// second one ends the program at once.
class Interrupt final : public QObject
{
    Q_OBJECT

public:
    Interrupt();
    ~Interrupt() override;

Q_SIGNALS:
    void interrupted();

private:
    QSocketNotifier m_notifier;
};

} // namespace tuppence::cli
