// SPDX-License-Identifier: MIT
#include "tests/vault/session.h"

#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/prctl.h>

#include <csignal>

using namespace Qt::StringLiterals;

namespace tuppence::vault {

namespace {

using Attributes = QMap<QString, QString>;

const QString secrets = u"org.freedesktop.secrets"_s;
const QString root = u"/org/freedesktop/secrets"_s;
const QString service = u"org.freedesktop.Secret.Service"_s;
const QString otherConnection = u"silence"_s;

constexpr char busRules[] =
    "<busconfig><type>session</type><listen>unix:dir=%1</listen>"
    "<policy context='default'><allow send_destination='*' eavesdrop='true'/>"
    "<allow eavesdrop='true'/><allow own='*'/></policy></busconfig>";

/// Takes every call, and leaves it at that.
class Silence final : public QDBusVirtualObject
{
public:
    [[nodiscard]] QString introspect(const QString &) const override { return {}; }

    bool handleMessage(const QDBusMessage &, const QDBusConnection &) override { return true; }
};

} // namespace

Session::Session()
{
    // Nothing of it outlives a test that crashes.
    for (QProcess *process : {&m_bus, &m_keyring})
        process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    qDBusRegisterMetaType<Attributes>();
    QDir(m_home.path()).mkdir(u"run"_s);
    QFile rules(m_home.filePath(u"bus.conf"_s));
    if (!rules.open(QIODevice::WriteOnly))
        qFatal("no rules for the bus");
    rules.write(QString::fromLatin1(busRules).arg(m_home.filePath(u"run"_s)).toUtf8());
    rules.close();
    qputenv("HOME", m_home.path().toUtf8());
    qputenv("XDG_RUNTIME_DIR", m_home.filePath(u"run"_s).toUtf8());
    for (const char *name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
                             "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "KDE_FULL_SESSION",
                             "GNOME_KEYRING_CONTROL", "DISPLAY", "WAYLAND_DISPLAY"})
        qunsetenv(name);
    m_bus.start(u"dbus-daemon"_s,
                {u"--config-file"_s, rules.fileName(), u"--nofork"_s, u"--print-address"_s});
    if (!m_bus.waitForReadyRead())
        qFatal("no bus: %s", qPrintable(m_bus.errorString()));
    m_address = QString::fromUtf8(m_bus.readLine()).trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toUtf8());
    QDBusConnection::connectToBus(m_address, m_name);
    m_silence = std::make_unique<Silence>();
}

Session::~Session()
{
    endKeyring();
    QDBusConnection::disconnectFromBus(otherConnection);
    QDBusConnection::disconnectFromBus(m_name);
    endBus();
}

bool Session::startKeyring()
{
    m_keyring.start(u"gnome-keyring-daemon"_s,
                    {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s,
                     u"--control-directory"_s, m_home.filePath(u"run"_s)});
    if (!m_keyring.waitForStarted())
        return false;
    m_keyring.write("a keyring's password");
    m_keyring.closeWriteChannel();
    return QTest::qWaitFor(
        [this] { return bus().interface()->isServiceRegistered(secrets).value(); }, 10'000);
}

void Session::endKeyring()
{
    m_keyring.kill();
    m_keyring.waitForFinished();
    static_cast<void>(QTest::qWaitFor([this] {
        return !bus().isConnected() || !bus().interface()->isServiceRegistered(secrets).value();
    }));
}

void Session::forgetNotes() const
{
    QDir(m_home.filePath(u".local/share/keyrings"_s)).removeRecursively();
}

void Session::endBus()
{
    m_bus.kill();
    m_bus.waitForFinished();
}

bool Session::lockKeyring()
{
    auto call = QDBusMessage::createMethodCall(secrets, root, service, u"Lock"_s);
    const QList<QDBusObjectPath> all {QDBusObjectPath(root + u"/collection/login"_s)};
    call.setArguments({QVariant::fromValue(all)});
    return bus().call(call).type() == QDBusMessage::ReplyMessage;
}

QStringList Session::paths() const
{
    auto call = QDBusMessage::createMethodCall(secrets, root, service, u"SearchItems"_s);
    call.setArguments({QVariant::fromValue(Attributes {{u"server"_s, u"Tuppence"_s}})});
    const auto reply = bus().call(call);
    QStringList paths;
    for (const QVariant &part : reply.arguments()) {
        for (const auto &path : qdbus_cast<QList<QDBusObjectPath>>(part))
            paths.append(path.path());
    }
    return paths;
}

qsizetype Session::notes() const
{
    return paths().size();
}

QString Session::note(const QString &beginning) const
{
    QStringList found;
    for (const QString &path : paths()) {
        auto call = QDBusMessage::createMethodCall(secrets, path,
                                                   u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
        call.setArguments({u"org.freedesktop.Secret.Item"_s, u"Attributes"_s});
        const QDBusReply<QVariant> reply = bus().call(call);
        const auto name = qdbus_cast<Attributes>(reply.value()).value(u"user"_s);
        if (name.startsWith(beginning))
            found.append(name);
    }
    return found.size() == 1 ? found.constFirst() : QString();
}

bool Session::beSilentAs(const QString &name)
{
    auto other = QDBusConnection::connectToBus(m_address, otherConnection);
    return other.registerVirtualObject(u"/"_s, m_silence.get(), QDBusConnection::SubPath)
        && other.registerService(name);
}

void Session::beGone(const QString &name)
{
    QDBusConnection(otherConnection).unregisterService(name);
    QDBusConnection(otherConnection).unregisterObject(u"/"_s, QDBusConnection::UnregisterTree);
}

} // namespace tuppence::vault
