// SPDX-License-Identifier: MIT
#include "core/vault/keychain.h"

#include "core/vault/libsecret.h"

#include <QTimer>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace tuppence::vault {

namespace {

const QString ours = u"Tuppence"_s;

/// Without its address Qt would start a bus that nobody else is at.
QDBusConnection sessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ? QDBusConnection::sessionBus()
                                                                 : QDBusConnection(u"none"_s);
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

/// What a finished job says; the bytes of one that reads.
Result<QByteArray> outcomeOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        break;
    case QKeychain::EntryNotFound:
        return fail(Error::Kind::Refused, "keychain.no_note");
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return fail(Error::Kind::Refused, "keychain.denied", {{u"reason"_s, job.errorString()}});
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return fail(Error::Kind::Unsupported, "keychain.none");
    default:
        return failedWith(job.errorString());
    }
    const auto *reading = qobject_cast<const QKeychain::ReadPasswordJob *>(&job);
    return reading ? reading->binaryData() : QByteArray();
}

} // namespace

Keychain::Keychain(QObject *parent)
    : Keychain(sessionBus(), {}, parent)
{
}

Keychain::Keychain(const QDBusConnection &bus, Patience patience, QObject *parent)
    : QObject(parent)
    , m_service(bus, patience.service)
    , m_patience(patience)
{
}

Pending<Done> Keychain::reach()
{
    return andThen(isThere(), this, [](bool isThere) {
        if (!isThere)
            return failed<Done>({Error::Kind::Unsupported, "keychain.none", {}, {}});
        prepareLibsecret();
        return ready<Done>(Done {});
    });
}

Pending<QByteArray> Keychain::run(QKeychain::Job *job, const QString &name)
{
    auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    const auto tell = [promise](Result<QByteArray> outcome) {
        if (promise->future().isFinished())
            return;
        promise->addResult(std::move(outcome));
        promise->finish();
    };
    job->setInsecureFallback(false);
    job->setKey(name);
    // No child of ours, and not deleted when nobody waits any more: libsecret comes back to it, and
    // QtKeychain begins the next one only then.
    connect(job, &QKeychain::Job::finished, job,
            [tell](const QKeychain::Job *done) { tell(outcomeOf(*done)); });
    QTimer::singleShot(m_patience.owner, this,
                       [tell, patience = m_patience.owner] { tell(silent(patience)); });
    job->start();
    return promise->future();
}

/// A locked keychain that stayed locked looks to QtKeychain like one without the note, and
/// sometimes like a success.
template <class T> Pending<T> Keychain::explained(Pending<T> outcome, const QString &name)
{
    return whenReady(std::move(outcome), this, [this, name](Result<T> told) {
        const auto code = told ? QByteArray() : told.error().code;
        if (code != "keychain.no_note" && code != "keychain.denied")
            return ready<T>(std::move(told));
        auto hidden = andThen(m_service.holding(ours, name), this,
                              [this, code](SecretService::Holding holding) {
                                  if (code == "keychain.no_note")
                                      return ready<bool>(holding == SecretService::Holding::Hidden);
                                  return m_service.isLocked();
                              });
        return andThen(std::move(hidden), this, [told = std::move(told)](bool isLocked) {
            if (isLocked)
                return failed<T>({Error::Kind::Refused, "keychain.locked", {}, {}});
            return ready<T>(told);
        });
    });
}

Pending<QByteArray> Keychain::readNow(const QString &name)
{
    return explained(run(new QKeychain::ReadPasswordJob(ours), name), name);
}

Pending<QByteArray> Keychain::read(const QString &name)
{
    return andThen(reach(), this, [this, name](Done) { return readNow(name); });
}

Pending<Done> Keychain::write(const QString &name, const QByteArray &bytes)
{
    auto written = andThen(reach(), this, [this, name, bytes](Done) {
        auto *job = new QKeychain::WritePasswordJob(ours);
        job->setBinaryData(bytes);
        return explained(run(job, name), name);
    });
    auto kept = andThen(std::move(written), this,
                        [this, name](const QByteArray &) { return readNow(name); });
    return andThen(std::move(kept), this, [bytes](const QByteArray &found) {
        if (found != bytes)
            return ready<Done>(failedWith(u"what was written could not be read back"_s));
        return ready<Done>(Done {});
    });
}

Pending<Done> Keychain::remove(const QString &name)
{
    auto removed = andThen(reach(), this, [this, name](Done) {
        return run(new QKeychain::DeletePasswordJob(ours), name);
    });
    const auto isGone = [](const Result<QByteArray> &outcome) {
        return outcome || outcome.error().code == "keychain.no_note";
    };
    auto left = whenReady(std::move(removed), this, [this, name, isGone](Result<QByteArray> told) {
        if (!isGone(told))
            return failed<SecretService::Holding>(told.error());
        return m_service.holding(ours, name);
    });
    return andThen(std::move(left), this, [](SecretService::Holding holding) {
        if (holding == SecretService::Holding::Hidden)
            return failed<Done>({Error::Kind::Refused, "keychain.locked", {}, {}});
        if (holding == SecretService::Holding::Open)
            return ready<Done>(failedWith(u"the note is still there"_s));
        return ready<Done>(Done {});
    });
}

} // namespace tuppence::vault
