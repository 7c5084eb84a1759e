// SPDX-License-Identifier: MIT
#include "core/vault/secretservice.h"

#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QMap>

using namespace Qt::StringLiterals;

namespace tuppence::vault {

namespace {

using Attributes = QMap<QString, QString>;
using Paths = QList<QDBusObjectPath>;

const QString secrets = u"org.freedesktop.secrets"_s;
const QString root = u"/org/freedesktop/secrets"_s;
const QString usual = root + u"/aliases/default"_s;

QDBusMessage propertyOf(const QString &path, const QString &interface, const QString &name)
{
    auto call = QDBusMessage::createMethodCall(secrets, path, u"org.freedesktop.DBus.Properties"_s,
                                               u"Get"_s);
    call.setArguments({interface, name});
    return call;
}

/// Nobody has that name, and nobody knows how to start one who would.
bool isAbsence(const QString &error)
{
    return error == u"org.freedesktop.DBus.Error.ServiceUnknown"_s
        || error == u"org.freedesktop.DBus.Error.NameHasNoOwner"_s;
}

bool isSilence(const QString &error)
{
    return error == u"org.freedesktop.DBus.Error.NoReply"_s
        || error == u"org.freedesktop.DBus.Error.Timeout"_s
        || error == u"org.freedesktop.DBus.Error.TimedOut"_s;
}

tl::unexpected<Error> silent(std::chrono::milliseconds patience)
{
    return fail(Error::Kind::Storage, "keychain.silent",
                {{u"seconds"_s, double(patience.count()) / 1000}});
}

tl::unexpected<Error> failedWith(const QString &reason)
{
    return fail(Error::Kind::Storage, "keychain.failed", {{u"reason"_s, reason}});
}

} // namespace

SecretService::SecretService(QDBusConnection bus, std::chrono::milliseconds patience)
    : m_bus(std::move(bus))
    , m_patience(patience)
{
    qDBusRegisterMetaType<Attributes>();
}

/// Gives what `read` makes of the reply, which may be an error's.
template <class Read> auto SecretService::ask(const QDBusMessage &call, Read read) const
{
    using Told = std::invoke_result_t<Read, QDBusMessage>;
    // Without a connection there is no call that would ever be finished.
    if (!m_bus.isConnected())
        return ready(read(call.createErrorReply(QDBusError::ServiceUnknown, {})));
    auto promise = std::make_shared<QPromise<Told>>();
    promise->start();
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, int(m_patience.count())));
    const auto note = [promise, watcher, read, patience = m_patience] {
        const auto reply = watcher->reply();
        if (isSilence(reply.errorName()))
            promise->addResult(Told(silent(patience)));
        else
            promise->addResult(read(reply));
        promise->finish();
        watcher->deleteLater();
    };
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, note);
    return promise->future();
}

Pending<bool> SecretService::isThere() const
{
    const auto call = propertyOf(root, u"org.freedesktop.Secret.Service"_s, u"Collections"_s);
    return ask(call, [](const QDBusMessage &reply) -> Result<bool> {
        if (isAbsence(reply.errorName()))
            return false;
        if (reply.type() == QDBusMessage::ErrorMessage)
            return failedWith(reply.errorMessage());
        return true;
    });
}

Pending<SecretService::Holding> SecretService::holding(const QString &service,
                                                       const QString &key) const
{
    auto call = QDBusMessage::createMethodCall(secrets, root, u"org.freedesktop.Secret.Service"_s,
                                               u"SearchItems"_s);
    const Attributes attributes {{u"server"_s, service}, {u"user"_s, key}};
    call.setArguments({QVariant::fromValue(attributes)});
    return ask(call, [](const QDBusMessage &reply) -> Result<Holding> {
        const QDBusPendingReply<Paths, Paths> found(reply);
        if (found.isError())
            return failedWith(found.error().message());
        if (!found.argumentAt<0>().isEmpty())
            return Holding::Open;
        return found.argumentAt<1>().isEmpty() ? Holding::None : Holding::Hidden;
    });
}

Pending<bool> SecretService::isLocked() const
{
    const auto call = propertyOf(usual, u"org.freedesktop.Secret.Collection"_s, u"Locked"_s);
    return ask(call, [](const QDBusMessage &reply) -> Result<bool> {
        const QDBusPendingReply<QDBusVariant> locked(reply);
        return !locked.isError() && locked.value().variant().toBool();
    });
}

} // namespace tuppence::vault
