// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/pending.h"

#include <QDBusConnection>

#include <chrono>

namespace tuppence::vault {

/// The session's Secret Service (https://specifications.freedesktop.org/secret-service/), asked
/// over D-Bus for what QtKeychain does not tell apart. Never opens a prompt.
///
/// Each may fail with Storage "keychain.silent" {seconds}: no answer within `patience`; Storage
/// "keychain.failed" {reason}.
class SecretService
{
public:
    /// Where a note stands, if it is there. `Hidden`: in a part of the keychain that is locked.
    enum class Holding { None, Open, Hidden };

    SecretService(QDBusConnection bus, std::chrono::milliseconds patience);

    /// Whether there is one; starts it where the session knows how.
    [[nodiscard]] Pending<bool> isThere() const;
    /// How it holds what QtKeychain has put under `service` and `key`.
    [[nodiscard]] Pending<Holding> holding(const QString &service, const QString &key) const;
    /// Whether it would have to be unlocked for something new.
    [[nodiscard]] Pending<bool> isLocked() const;

private:
    template <class Read> [[nodiscard]] auto ask(const QDBusMessage &call, Read read) const;

    QDBusConnection m_bus;
    std::chrono::milliseconds m_patience;
};

} // namespace tuppence::vault
