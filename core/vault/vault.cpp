// SPDX-License-Identifier: MIT
#include "core/vault/vault.h"

#include "core/crypto/bip39.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::vault {

namespace {

crypto::Bytes bytesOf(const Secret &secret)
{
    return crypto::bytesOf(secret.view());
}

/// The same bytes in the type that rooms hand to each other.
Secret handedOut(const crypto::Secret &secret)
{
    auto copy = Secret::create(secret.size());
    std::ranges::copy(secret.view(), copy.data());
    return copy;
}

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

/// What create() brings back from the other thread.
struct Created
{
    Opened opened;
    Secret words;
};

Result<Created> makeNew(Safe &safe, crypto::WordCount count, const Secret &passphrase)
{
    const auto sentence = crypto::newSentence(count);
    auto entropy = TRY(crypto::entropyOf(sentence));
    auto opened = TRY(safe.create(std::move(entropy), bytesOf(passphrase), /*firstAccount=*/0));
    return Created {std::move(opened), handedOut(sentence)};
}

Result<Opened> makeFromWords(Safe &safe, const Secret &words, const Secret &passphrase)
{
    const auto sentence = TRY(crypto::parseSentence(bytesOf(words)));
    auto entropy = TRY(crypto::entropyOf(sentence));
    return safe.create(std::move(entropy), bytesOf(passphrase), /*firstAccount=*/1);
}

} // namespace

Vault::Vault(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_safe(folder + u"/vault.sealed"_s)
    , m_accounts(m_safe.accounts())
    , m_idle(this)
{
    m_thread.setMaxThreadCount(1);
    m_idle.setSingleShot(true);
    m_idle.setInterval(defaultIdle);
    connect(&m_idle, &QTimer::timeout, this, &Vault::lock);
}

Vault::~Vault() = default;

/// Runs `work` in the vault's thread, after what was asked before. It may touch m_safe alone.
template <class Work> auto Vault::inOrder(Work work)
{
    using Outcome = std::invoke_result_t<Work>;
    auto promise = std::make_shared<QPromise<Outcome>>();
    promise->start();
    auto future = promise->future();
    // Shared, because QThreadPool of Qt 6.4 takes only what can be copied.
    m_thread.start([promise = std::move(promise), work = std::make_shared<Work>(std::move(work))] {
        finishElsewhere(*promise, (*work)());
    });
    return future;
}

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
    return m_accounts || m_accounts.error().code != "vault.none";
}

Pending<Secret> Vault::create(int words, Secret passphrase)
{
    const auto count = wordCount(words);
    if (!count)
        return failed<Secret>(count.error());
    if (const auto fit = expectLongEnough(passphrase); !fit)
        return failed<Secret>(fit.error());
    auto making = inOrder([this, count = *count, passphrase = std::move(passphrase)] {
        return makeNew(m_safe, count, passphrase);
    });
    return andThen(std::move(making), this, [this, lockings = m_lockings](Created made) {
        // Locked in between: the words are still to be seen, this once.
        static_cast<void>(take(std::move(made.opened), UnlockedBy::Owner, lockings));
        return ready<Secret>(std::move(made.words));
    });
}

Pending<Done> Vault::restore(Secret words, Secret passphrase)
{
    if (const auto fit = expectLongEnough(passphrase); !fit)
        return ready(fit);
    return takeKeys(inOrder([this, words = std::move(words), passphrase = std::move(passphrase)] {
                        return makeFromWords(m_safe, words, passphrase);
                    }),
                    UnlockedBy::Owner);
}

Pending<Done> Vault::unlock(Secret passphrase)
{
    return takeKeys(inOrder([this, passphrase = std::move(passphrase)] {
                        return m_safe.open(bytesOf(passphrase));
                    }),
                    UnlockedBy::Owner);
}

Pending<Done> Vault::unlockWith(Secret unlockSecret)
{
    return takeKeys(inOrder([this, unlockSecret = std::move(unlockSecret)] {
                        return m_safe.openWithUnlockSecret(bytesOf(unlockSecret));
                    }),
                    UnlockedBy::UnlockSecret);
}

Pending<Done> Vault::takeKeys(Pending<Opened> opening, UnlockedBy by)
{
    return andThen(std::move(opening), this, [this, by, lockings = m_lockings](Opened keys) {
        return ready(take(std::move(keys), by, lockings));
    });
}

Result<Done> Vault::take(Opened opened, UnlockedBy by, quint64 lockings)
{
    m_accounts = std::move(opened.accounts);
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
    auto checking = notingUse<Done>(inOrder([this, passphrase = std::move(passphrase)] {
        return m_safe.proveOwner(bytesOf(passphrase));
    }));
    return andThen(std::move(checking), this, [](Done) { return ready<OwnerProof>(OwnerProof()); });
}

Pending<Done> Vault::changePassphrase(Secret old, Secret fresh)
{
    if (const auto fit = expectLongEnough(fresh); !fit)
        return ready(fit);
    return notingUse<Done>(inOrder([this, old = std::move(old), fresh = std::move(fresh)] {
        return m_safe.changePassphrase(bytesOf(old), bytesOf(fresh));
    }));
}

Pending<Secret> Vault::addUnlockSecret(Secret passphrase)
{
    return notingUse<Secret>(inOrder([this, passphrase = std::move(passphrase)] {
        return m_safe.addUnlockSecret(bytesOf(passphrase)).map(handedOut);
    }));
}

Pending<Done> Vault::remove(OwnerProof)
{
    lock();
    auto removing = inOrder([this] {
        const auto removed = m_safe.remove();
        return std::pair(removed, m_safe.accounts());
    });
    return whenReady(std::move(removing), this,
                     [this](std::pair<Result<Done>, Result<QList<Account>>> after) {
                         m_accounts = std::move(after.second);
                         return ready(std::move(after.first));
                     });
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
    return handedOut(m_keyring->answersKey());
}

Result<Secret> Vault::limitsKey() const
{
    if (isLocked())
        return fail(Error::Kind::Locked, "vault.locked");
    return handedOut(m_keyring->limitsKey());
}

} // namespace tuppence::vault
