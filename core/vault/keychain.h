// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"
#include "core/vault/secretservice.h"

#include <QObject>

namespace QKeychain { // NOLINT(readability-identifier-naming): theirs
class Job;
}

namespace tuppence::vault {

/// Notes by name in the keychain of the owner's session, through QtKeychain without its insecure
/// fall-back. Other programs of this user can read them, change them and delete them: only
/// ciphertext goes there, or what is no secret.
///
/// Nothing waits for ever: a keychain has so long to say that it is there, and its owner so long to
/// unlock it. Lives in the main thread. Every function but isThere() may fail with Unsupported
/// "keychain.none": nothing answers as a keychain; Refused "keychain.locked": it is locked, and was
/// not unlocked; Refused "keychain.denied" {reason}; Storage "keychain.silent" {seconds}; Storage
/// "keychain.failed" {reason}.
class Keychain final : public QObject
{
    Q_OBJECT

public:
    struct Patience
    {
        std::chrono::milliseconds service {5'000}; ///< until it says that it is there
        std::chrono::milliseconds owner {60'000}; ///< with a prompt that may be open meanwhile
    };

    /// Of the session that this program was started in, if it has a bus.
    explicit Keychain(QObject *parent = nullptr);
    /// On another connection to the same bus: QtKeychain finds its own way there.
    Keychain(const QDBusConnection &bus, Patience patience, QObject *parent = nullptr);

    /// Whether something answers as a keychain. Storage "keychain.silent", "keychain.failed".
    [[nodiscard]] Pending<bool> isThere() const { return m_service.isThere(); }

    /// Refused "keychain.no_note": there is none of that name.
    [[nodiscard]] Pending<QByteArray> read(const QString &name);
    /// In place of what stood there. Done when it was read back.
    [[nodiscard]] Pending<Done> write(const QString &name, const QByteArray &bytes);
    /// Done too where there is none.
    [[nodiscard]] Pending<Done> remove(const QString &name);

private:
    [[nodiscard]] Pending<Done> reach();
    [[nodiscard]] Pending<QByteArray> run(QKeychain::Job *job, const QString &name);
    [[nodiscard]] Pending<QByteArray> readNow(const QString &name);
    template <class T> [[nodiscard]] Pending<T> explained(Pending<T> outcome, const QString &name);

    SecretService m_service;
    Patience m_patience;
};

} // namespace tuppence::vault
