// SPDX-License-Identifier: MIT
#include "core/vault/vault.h"
#include "tests/vault/samples.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <functional>

using namespace tuppence;
using namespace tuppence::vault;
using namespace std::chrono_literals;
using samples::arrived;
using samples::codeOf;
using samples::exposed;

/// When a wallet is open, and what closes it.
class tst_VaultLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhenItLocks();
    void lockWinsOverAnEarlierUnlock();
    void givesTheWordsThoughLockedMeanwhile();
    void locksWhenIdle();
    void locksWhenTheOwnerLeaves();
    void useKeepsItOpen();
    void thePassphraseIsUse_data();
    void thePassphraseIsUse();
    void staysOpenFromTheUnlockSecret();
    void givesNoKeysWhileLocked();

private:
    static Secret passphrase() { return samples::secret("correct horse"); }

    [[nodiscard]] Result<Done> restored(Vault &vault) const
    {
        return arrived(vault.restore(samples::secret(samples::words), passphrase()));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Vault> m_vault;
};

void tst_VaultLock::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_vault = std::make_unique<Vault>(m_folder->path());
}

void tst_VaultLock::cleanup()
{
    m_vault.reset();
}

void tst_VaultLock::saysWhenItLocks()
{
    const QSignalSpy unlocked(m_vault.get(), &Vault::unlocked);
    const QSignalSpy locked(m_vault.get(), &Vault::locked);
    QVERIFY(restored(*m_vault));
    QVERIFY(arrived(m_vault->unlock(passphrase())));
    QCOMPARE(unlocked.count(), 1);
    m_vault->lock();
    m_vault->lock();
    QCOMPARE(locked.count(), 1);
    QVERIFY(arrived(m_vault->unlock(passphrase())));
    QCOMPARE(unlocked.count(), 2);
}

void tst_VaultLock::lockWinsOverAnEarlierUnlock()
{
    QVERIFY(restored(*m_vault));
    m_vault->lock();
    auto unlocking = m_vault->unlock(passphrase());
    m_vault->lock();
    const auto unlocked = arrived(unlocking);
    QCOMPARE(codeOf(unlocked), "vault.locked");
    QCOMPARE(unlocked.error().kind, Error::Kind::Locked);
    QVERIFY(m_vault->isLocked());
}

void tst_VaultLock::givesTheWordsThoughLockedMeanwhile()
{
    auto creating = m_vault->create(12, passphrase());
    m_vault->lock();
    QVERIFY(arrived(creating));
    QVERIFY(m_vault->isLocked());
    QVERIFY(m_vault->exists());
}

void tst_VaultLock::locksWhenIdle()
{
    m_vault->setIdle(50ms);
    QVERIFY(restored(*m_vault));
    QTRY_VERIFY(m_vault->isLocked());
    QVERIFY(arrived(m_vault->unlock(passphrase())));
    QTRY_VERIFY(m_vault->isLocked());
}

void tst_VaultLock::locksWhenTheOwnerLeaves()
{
    QVERIFY(restored(*m_vault));
    m_vault->noteLeft();
    QVERIFY(m_vault->isLocked());
}

void tst_VaultLock::useKeepsItOpen()
{
    m_vault->setIdle(400ms);
    QVERIFY(restored(*m_vault));
    // No events come meanwhile, so however long this takes, it does not lock before it is used.
    QTest::qSleep(300);
    m_vault->noteUse();
    QElapsedTimer sinceUse;
    sinceUse.start();
    QTRY_VERIFY(m_vault->isLocked());
    QVERIFY(sinceUse.hasExpired(300));
    m_vault->noteUse();
    QVERIFY(m_vault->isLocked());
}

void tst_VaultLock::thePassphraseIsUse_data()
{
    using Use = std::function<bool(Vault &, Secret)>;
    QTest::addColumn<Use>("use");
    QTest::newRow("proof") << Use([](Vault &vault, Secret given) {
        return arrived(vault.proveOwner(std::move(given))).has_value();
    });
    QTest::newRow("change") << Use([](Vault &vault, Secret given) {
        return arrived(vault.changePassphrase(std::move(given), passphrase())).has_value();
    });
    QTest::newRow("unlock secret") << Use([](Vault &vault, Secret given) {
        return arrived(vault.addUnlockSecret(std::move(given))).has_value();
    });
}

void tst_VaultLock::thePassphraseIsUse()
{
    using Use = std::function<bool(Vault &, Secret)>;
    QFETCH(Use, use);
    QVERIFY(restored(*m_vault));
    auto *idle = m_vault->findChild<QTimer *>();
    QVERIFY(idle);
    idle->setTimerType(Qt::PreciseTimer);
    m_vault->setIdle(1h); // begins anew
    QElapsedTimer sinceThen;
    sinceThen.start();
    const auto usedUp = [idle] { return idle->interval() - idle->remainingTime(); };
    // However long Argon2id takes, it is longer than the millisecond by which clocks round.
    QVERIFY(!use(*m_vault, samples::secret("wrong horse")));
    const qint64 wrongAfter = sinceThen.elapsed();
    QVERIFY(usedUp() + 1 >= wrongAfter);
    QVERIFY(use(*m_vault, passphrase()));
    const int anew = usedUp();
    QVERIFY(anew + 1 < sinceThen.elapsed());
}

void tst_VaultLock::staysOpenFromTheUnlockSecret()
{
    QVERIFY(restored(*m_vault));
    QCOMPARE(codeOf(arrived(m_vault->unlockWith(samples::secret("anything")))),
             "vault.no_unlock_secret");
    const auto text = arrived(m_vault->addUnlockSecret(passphrase())).value();
    m_vault->lock();
    m_vault->setIdle(1ms);
    QCOMPARE(codeOf(arrived(m_vault->unlockWith(samples::secret("anything")))),
             "vault.wrong_unlock_secret");
    QVERIFY(arrived(m_vault->unlockWith(samples::secret(exposed(text) + '\n'))));
    QVERIFY(!QTest::qWaitFor([this] { return m_vault->isLocked(); }, 200));
    m_vault->noteLeft();
    QVERIFY(!m_vault->isLocked());
    // The owner's unlocking makes it no stricter …
    QVERIFY(arrived(m_vault->unlock(passphrase())));
    QVERIFY(!QTest::qWaitFor([this] { return m_vault->isLocked(); }, 200));
    // … until it is locked on purpose.
    m_vault->lock();
    QVERIFY(arrived(m_vault->unlock(passphrase())));
    QTRY_VERIFY(m_vault->isLocked());
}

void tst_VaultLock::givesNoKeysWhileLocked()
{
    QCOMPARE(codeOf(m_vault->answersKey()), "vault.locked");
    QVERIFY(restored(*m_vault));
    QVERIFY(!(m_vault->answersKey().value() == m_vault->limitsKey().value()));
    m_vault->lock();
    QCOMPARE(codeOf(m_vault->answersKey()), "vault.locked");
    QCOMPARE(codeOf(m_vault->limitsKey()), "vault.locked");
    QCOMPARE(m_vault->limitsKey().error().kind, Error::Kind::Locked);
}

QTEST_GUILESS_MAIN(tst_VaultLock)
#include "tst_vaultlock.moc"
