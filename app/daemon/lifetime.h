// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <functional>

namespace tuppence::daemon {

/// Ends the event loop when the system asks for it, or when nobody needs the program any more.
class Lifetime final : public QObject
{
    Q_OBJECT

public:
    /// How long nobody needs a program that a client started, before it ends by itself.
    static constexpr std::chrono::minutes idleTime {10};

    /// From now on SIGTERM, SIGINT and SIGHUP say that it is over. Make one only.
    Lifetime();
    ~Lifetime() override;

    /// It is over too when `isIdle` was true for idleTime.
    void endWhenIdle(std::function<bool()> isIdle);

Q_SIGNALS:
    void over();

private:
    void look();

    QSocketNotifier m_signals;
    QTimer m_look;
    QElapsedTimer m_idleSince;
    std::function<bool()> m_isIdle;
};

} // namespace tuppence::daemon
