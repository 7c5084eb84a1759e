// SPDX-License-Identifier: MIT
#include "app/daemon/desktopsignals.h"

#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence::daemon;

namespace {

const QString logind = u"org.freedesktop.login1"_s;
const QString manager = u"/org/freedesktop/login1"_s;
const QString ownSession = u"/org/freedesktop/login1/session/_32"_s;

QDBusMessage sleeping(bool begins)
{
    auto signal = QDBusMessage::createSignal(manager, logind + u".Manager"_s, u"PrepareForSleep"_s);
    signal.setArguments({begins});
    return signal;
}

QDBusMessage locking(const QString &session)
{
    return QDBusMessage::createSignal(session, logind + u".Session"_s, u"Lock"_s);
}

QDBusMessage saving(const QString &saver, bool isLocked)
{
    auto signal = QDBusMessage::createSignal(u"/Saver"_s, saver, u"ActiveChanged"_s);
    signal.setArguments({isLocked});
    return signal;
}

/// What logind says of sessions.
class Sessions final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public Q_SLOTS:

    // NOLINTNEXTLINE(readability-identifier-naming): its name on the bus
    QDBusObjectPath GetSession(const QString &id)
    {
        asked.append(id);
        return QDBusObjectPath(ownSession);
    }

public:
    QStringList asked;
};

} // namespace

class tst_DesktopSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void hears_data();
    void hears();
    void hearsItsOwnSession();
    void hearsNothingWithoutBuses();

private:
    /// A connection of its own to a bus that only this test is at.
    [[nodiscard]] QDBusConnection connection(const QString &name) const
    {
        return QDBusConnection::connectToBus(m_address, name);
    }

    QProcess m_bus;
    QString m_address;
    Sessions m_sessions;
};

void tst_DesktopSignals::initTestCase()
{
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    QVERIFY2(m_bus.waitForReadyRead(), qPrintable(m_bus.errorString()));
    m_address = QString::fromUtf8(m_bus.readLine()).trimmed();
    auto desktop = connection(u"desktop"_s);
    for (const QString &name :
         {logind, u"org.freedesktop.ScreenSaver"_s, u"org.gnome.ScreenSaver"_s})
        QVERIFY(desktop.registerService(name));
    QVERIFY(desktop.registerObject(manager, &m_sessions, QDBusConnection::ExportAllSlots));
}

void tst_DesktopSignals::cleanupTestCase()
{
    for (const QString &name : {u"desktop"_s, u"wallet"_s, u"stranger"_s})
        QDBusConnection::disconnectFromBus(name);
    m_bus.kill();
    m_bus.waitForFinished();
}

void tst_DesktopSignals::hears_data()
{
    QTest::addColumn<QString>("sender");
    QTest::addColumn<QDBusMessage>("signal");
    QTest::addColumn<qsizetype>("times");
    const QString desktop = u"desktop"_s;
    QTest::newRow("sleep begins") << desktop << sleeping(true) << qsizetype {1};
    QTest::newRow("sleep ends") << desktop << sleeping(false) << qsizetype {0};
    for (const QString &saver : {u"org.freedesktop.ScreenSaver"_s, u"org.gnome.ScreenSaver"_s}) {
        QTest::addRow("%s on", qPrintable(saver))
            << desktop << saving(saver, true) << qsizetype {1};
        QTest::addRow("%s off", qPrintable(saver))
            << desktop << saving(saver, false) << qsizetype {0};
    }
    QTest::newRow("a stranger") << u"stranger"_s << sleeping(true) << qsizetype {0};
}

void tst_DesktopSignals::hears()
{
    QFETCH(QString, sender);
    QFETCH(QDBusMessage, signal);
    QFETCH(qsizetype, times);
    const auto wallet = connection(u"wallet"_s);
    const DesktopSignals heard(wallet, wallet, QString());
    QSignalSpy left(&heard, &DesktopSignals::left);
    QVERIFY(connection(sender).send(signal));
    // Signals of one connection come in order: this one is always heard, and last.
    QVERIFY(connection(u"desktop"_s).send(sleeping(true)));
    QTRY_VERIFY(left.size() > times);
    QTest::qWait(20); // for one too many
    QCOMPARE(left.size(), times + 1);
}

void tst_DesktopSignals::hearsItsOwnSession()
{
    const auto wallet = connection(u"wallet"_s);
    const DesktopSignals heard(wallet, wallet, u"2"_s);
    QSignalSpy left(&heard, &DesktopSignals::left);
    // Again and again: it first has to learn where its session is.
    QTRY_VERIFY(connection(u"desktop"_s).send(locking(ownSession)) && !left.isEmpty());
    QCOMPARE(m_sessions.asked, QStringList(u"2"_s));
}

void tst_DesktopSignals::hearsNothingWithoutBuses()
{
    const QDBusConnection none(u"none"_s);
    const DesktopSignals heard(none, none, u"2"_s);
    QVERIFY(!none.isConnected());
}

QTEST_GUILESS_MAIN(tst_DesktopSignals)
#include "tst_desktopsignals.moc"
