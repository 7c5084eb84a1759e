// SPDX-License-Identifier: MIT
#pragma once

#include <QDBusConnection>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QTemporaryDir>

namespace tuppence::vault {

/// A desktop session that is this test's alone: a bus, at which nothing starts by itself, and on
/// it a real GNOME keyring, in a home of its own. One for each program: QtKeychain finds the bus
/// through the environment, once.
class Session final : public QObject
{
    Q_OBJECT

public:
    /// Starts the bus and lets this program know it.
    Session();
    ~Session() override;

    [[nodiscard]] QDBusConnection bus() const { return QDBusConnection(m_name); }

    /// Starts the keyring, unlocked with its password; what it kept before is there again.
    [[nodiscard]] bool startKeyring();
    void endKeyring();
    /// As the desktop does when its owner says so. Nothing here can ask for the password again.
    [[nodiscard]] bool lockKeyring();
    void endBus();

    /// Deletes what an ended keyring has kept.
    void forgetNotes() const;

    /// How many notes of ours the keyring has.
    [[nodiscard]] qsizetype notes() const;
    /// The name of the only note that begins like this.
    [[nodiscard]] QString note(const QString &beginning) const;

    /// From now on somebody has the name `service`, hears what is said to it, and never answers.
    [[nodiscard]] bool beSilentAs(const QString &service);
    void beGone(const QString &service);

private:
    [[nodiscard]] QStringList paths() const;

    QTemporaryDir m_home;
    QString m_address;
    const QString m_name = QStringLiteral("session");
    QProcess m_bus;
    QProcess m_keyring;
    std::unique_ptr<QDBusVirtualObject> m_silence;
};

} // namespace tuppence::vault
