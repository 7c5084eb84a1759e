// SPDX-License-Identifier: MIT
#pragma once

#include <QDBusConnection>
#include <QObject>

namespace tuppence::daemon {

/// Hears when the machine goes to sleep and when its screen is locked: from systemd's logind
/// (https://www.freedesktop.org/software/systemd/man/org.freedesktop.login1.html) and from the
/// desktop's screen saver. Hears nothing where there is no such bus or program.
class DesktopSignals final : public QObject
{
    Q_OBJECT

public:
    /// On the buses of this machine and of this session.
    explicit DesktopSignals(QObject *parent = nullptr);
    /// On the given buses; `session` is logind's name of the session, empty if there is none.
    DesktopSignals(QDBusConnection system, QDBusConnection desktop, const QString &session,
                   QObject *parent = nullptr);

Q_SIGNALS:
    /// The owner is away from now on.
    void left();

private Q_SLOTS:
    void noteSleep(bool begins);
    void noteScreen(bool isLocked);
    void noteLock();

private: // NOLINT(readability-redundant-access-specifiers): not to moc
    void hearSession(const QString &path);

    QDBusConnection m_system;
    QDBusConnection m_desktop;
};

} // namespace tuppence::daemon
