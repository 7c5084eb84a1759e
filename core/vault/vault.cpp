// SPDX-License-Identifier: MIT
#include "core/vault/vault.h"

#include "core/crypto/bip39.h"

using namespace Qt::StringLiterals;

namespace tuppence::vault {

namespace {

Result<Done> expectLongEnough(const Secret &passphrase)
{
    if (passphrase.size() < Vault::shortestPassphrase)
        return fail(Error::Kind::OutOfRange, "vault.passphrase_short",
                    {{u"least"_s, Vault::shortestPassphrase}});
    return Done {};
}

Result<crypto::WordCount> wordCount(int words)
{
    for (const auto count : {crypto::WordCount::Twelve, crypto::WordCount::TwentyFour}) {
        if (words == int(count))
            return count;
    }
    return fail(Error::Kind::OutOfRange, "vault.word_count", {{u"words"_s, words}});
}

} // namespace

Vault::Vault(const QString &folder, Keychain *keychain, QObject *parent)
    : QObject(parent)
    , m_idle(this)
    , m_room(folder + u"/vault.sealed"_s, keychain)
{
    m_idle.setSingleShot(true);
    m_idle.setInterval(defaultIdle);
    connect(&m_idle, &QTimer::timeout, this, &Vault::lock);
}

Vault::~Vault() = default;

/// Only who knew the passphrase was the owner: a wrong one must not keep the wallet open.
template <class T> Pending<T> Vault::notingUse(Pending<T> checking)
{
    return andThen(std::move(checking), this, [this](T value) {
        noteUse();
        return ready<T>(std::move(value));
    });
}

bool Vault::exists() const
{
    return m_room.front() || m_room.front().error().code != "vault.none";
}

Result<QList<Account>> Vault::accounts() const
{
    return m_room.front().map([](const Front &front) { return front.accounts; });
}

Result<Place> Vault::place() const
{
    return m_room.front().map(
        [](const Front &front) { return front.note.isEmpty() ? Place::File : Place::Keychain; });
}

Pending<Secret> Vault::create(int words, Secret passphrase, Keeping keeping)
{
    const auto count = wordCount(words);
    if (!count)
        return failed<Secret>(count.error());
    if (const auto fit = expectLongEnough(passphrase); !fit)
        return failed<Secret>(fit.error());
    const auto sentence = std::make_shared<Secret>(crypto::newSentence(*count));
    auto entropy = crypto::entropyOf(*sentence);
    if (!entropy)
        return failed<Secret>(entropy.error());
    auto making =
        m_room.make(*std::move(entropy), std::move(passphrase), /*firstAccount=*/0, keeping);
    return andThen(std::move(making), this, [this, sentence, lockings = m_lockings](Opened opened) {
        // Locked in between: the words are still to be seen, this once.
        static_cast<void>(take(std::move(opened), UnlockedBy::Owner, lockings));
        return ready<Secret>(std::move(*sentence));
    });
}

Pending<Done> Vault::restore(Secret words, Secret passphrase, Keeping keeping)
{
    if (const auto fit = expectLongEnough(passphrase); !fit)
        return ready(fit);
    auto entropy = crypto::parseSentence(words.view()).and_then(crypto::entropyOf);
    if (!entropy)
        return failed<Done>(entropy.error());
    return takeKeys(
        m_room.make(*std::move(entropy), std::move(passphrase), /*firstAccount=*/1, keeping),
        UnlockedBy::Owner);
}

Pending<Done> Vault::unlock(Secret passphrase)
{
    return takeKeys(m_room.open(std::move(passphrase)), UnlockedBy::Owner);
}

Pending<Done> Vault::unlockWith(Secret unlockSecret)
{
    return takeKeys(m_room.openWithUnlockSecret(std::move(unlockSecret)), UnlockedBy::UnlockSecret);
}

Pending<Done> Vault::takeKeys(Pending<Opened> opening, UnlockedBy by)
{
    return andThen(std::move(opening), this, [this, by, lockings = m_lockings](Opened opened) {
        return ready(take(std::move(opened), by, lockings));
    });
}

Result<Done> Vault::take(Opened opened, UnlockedBy by, quint64 lockings)
{
    if (lockings != m_lockings)
        return fail(Error::Kind::Locked, "vault.locked");
    const bool wasLocked = isLocked();
    m_keyring = std::make_unique<const Keyring>(std::move(opened.keyring));
    // Once unlocked from a file, it stays so until it is locked on purpose.
    if (wasLocked || by == UnlockedBy::UnlockSecret)
        m_unlockedBy = by;
    if (m_unlockedBy == UnlockedBy::Owner)
        m_idle.start();
    else
        m_idle.stop();
    if (wasLocked)
        Q_EMIT unlocked();
    return Done {};
}

void Vault::lock()
{
    ++m_lockings;
    m_idle.stop();
    if (isLocked())
        return;
    m_keyring.reset();
    Q_EMIT locked();
}

Pending<OwnerProof> Vault::proveOwner(Secret passphrase)
{
    return andThen(notingUse(m_room.proveOwner(std::move(passphrase))), this,
                   [](Done) { return ready<OwnerProof>(OwnerProof()); });
}

Pending<Done> Vault::changePassphrase(Secret old, Secret fresh)
{
    if (const auto fit = expectLongEnough(fresh); !fit)
        return ready(fit);
    return notingUse(m_room.changePassphrase(std::move(old), std::move(fresh)));
}

Pending<Secret> Vault::addUnlockSecret(Secret passphrase)
{
    return notingUse(m_room.addUnlockSecret(std::move(passphrase)));
}

Pending<Done> Vault::remove(OwnerProof)
{
    lock();
    return m_room.remove();
}

void Vault::setIdle(std::chrono::milliseconds idle)
{
    Q_ASSERT(idle.count() >= 1);
    m_idle.setInterval(idle);
}

void Vault::noteLeft()
{
    if (m_unlockedBy == UnlockedBy::Owner)
        lock();
}

void Vault::noteUse()
{
    if (m_idle.isActive())
        m_idle.start();
}

Result<Secret> Vault::answersKey() const
{
    if (isLocked())
        return fail(Error::Kind::Locked, "vault.locked");
    return m_keyring->answersKey().clone();
}

Result<Secret> Vault::limitsKey() const
{
    if (isLocked())
        return fail(Error::Kind::Locked, "vault.locked");
    return m_keyring->limitsKey().clone();
}

Result<Secret> Vault::backupKey() const
{
    if (isLocked())
        return fail(Error::Kind::Locked, "vault.locked");
    return m_keyring->backupKey().clone();
}

} // namespace tuppence::vault
