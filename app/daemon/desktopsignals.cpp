// SPDX-License-Identifier: MIT
#include "app/daemon/desktopsignals.h"

#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

using namespace Qt::StringLiterals;

namespace tuppence::daemon {

namespace {

const QString logind = u"org.freedesktop.login1"_s;
const QString manager = u"org.freedesktop.login1.Manager"_s;
const QString managerPath = u"/org/freedesktop/login1"_s;

/// The session's bus. Without its address Qt would start one, which nobody else would be at.
QDBusConnection desktopBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ? QDBusConnection::sessionBus()
                                                                 : QDBusConnection(u"none"_s);
}

} // namespace

DesktopSignals::DesktopSignals(QObject *parent)
    : DesktopSignals(QDBusConnection::systemBus(), desktopBus(),
                     qEnvironmentVariable("XDG_SESSION_ID"), parent)
{
}

DesktopSignals::DesktopSignals(QDBusConnection system, QDBusConnection desktop,
                               const QString &session, QObject *parent)
    : QObject(parent)
    , m_system(std::move(system))
    , m_desktop(std::move(desktop))
{
    m_system.connect(logind, managerPath, manager, u"PrepareForSleep"_s, this,
                     SLOT(noteSleep(bool)));
    if (!session.isEmpty()) {
        auto asking = QDBusMessage::createMethodCall(logind, managerPath, manager, u"GetSession"_s);
        asking.setArguments({session});
        auto *answer = new QDBusPendingCallWatcher(m_system.asyncCall(asking), this);
        connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
            answer->deleteLater();
            const QDBusPendingReply<QDBusObjectPath> path = *answer;
            if (path.isValid())
                hearSession(path.value().path());
        });
    }
    for (const QString &saver : {u"org.freedesktop.ScreenSaver"_s, u"org.gnome.ScreenSaver"_s})
        m_desktop.connect(saver, QString(), saver, u"ActiveChanged"_s, this,
                          SLOT(noteScreen(bool)));
}

void DesktopSignals::noteSleep(bool begins)
{
    if (begins)
        Q_EMIT left();
}

void DesktopSignals::noteScreen(bool isLocked)
{
    if (isLocked)
        Q_EMIT left();
}

void DesktopSignals::noteLock()
{
    Q_EMIT left();
}

void DesktopSignals::hearSession(const QString &path)
{
    m_system.connect(logind, path, logind + u".Session"_s, u"Lock"_s, this, SLOT(noteLock()));
}

} // namespace tuppence::daemon
