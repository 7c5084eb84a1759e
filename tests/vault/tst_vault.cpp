// SPDX-License-Identifier: MIT
#include "core/vault/vault.h"
#include "tests/vault/samples.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tuppence;
using namespace tuppence::vault;
using namespace Qt::StringLiterals;
using samples::arrived;
using samples::codeOf;
using samples::exposed;

static_assert(!std::is_default_constructible_v<OwnerProof>);
static_assert(!std::is_copy_constructible_v<OwnerProof>);

class tst_Vault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void beginsWithNone();
    void createsAWallet_data();
    void createsAWallet();
    void refusesOtherCountsOfWords();
    void refusesShortPassphrases();
    void restoresFromWords();
    void refusesWrongWords();
    void keepsTheFirstWallet();
    void unlocksAfterARestart();
    void answersOneAfterTheOther();
    void provesTheOwnerWhileLocked();
    void unlockSecretProvesNothing();
    void changesThePassphrase();
    void hasAKeyForItsLimits();
    void hasAKeyForBackupsOfItsWords();
    void removesTheWallet();
    void survivesBeingDroppedAtWork();

private:
    static Secret passphrase() { return samples::secret("correct horse"); }

    [[nodiscard]] Result<Done> restored(Vault &vault) const
    {
        return arrived(vault.restore(samples::secret(samples::words), passphrase()));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Vault> m_vault;
};

void tst_Vault::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_vault = std::make_unique<Vault>(m_folder->path());
}

void tst_Vault::cleanup()
{
    m_vault.reset();
}

void tst_Vault::beginsWithNone()
{
    QVERIFY(!m_vault->exists());
    QVERIFY(m_vault->isLocked());
    QCOMPARE(codeOf(m_vault->accounts()), "vault.none");
    QCOMPARE(codeOf(arrived(m_vault->unlock(passphrase()))), "vault.none");
}

void tst_Vault::createsAWallet_data()
{
    QTest::addColumn<int>("words");
    QTest::newRow("12") << 12;
    QTest::newRow("24") << 24;
}

void tst_Vault::createsAWallet()
{
    QFETCH(int, words);
    const auto shown = arrived(m_vault->create(words, passphrase()));
    QVERIFY(shown);
    QCOMPARE(exposed(*shown).split(' ').size(), words);
    QVERIFY(m_vault->exists());
    QVERIFY(!m_vault->isLocked());
    QCOMPARE(m_vault->accounts()->first().index, 0U);

    // The words are those of these accounts.
    QTemporaryDir elsewhere;
    Vault other(elsewhere.path());
    QVERIFY(arrived(other.restore(shown->clone(), passphrase())));
    QCOMPARE(other.accounts()->at(1), m_vault->accounts()->at(0));
    QCOMPARE(other.accounts()->at(0), m_vault->accounts()->at(1));
}

void tst_Vault::refusesOtherCountsOfWords()
{
    for (const int words : {0, 11, 13, 15, 18, 21, 25, -12})
        QCOMPARE(codeOf(arrived(m_vault->create(words, passphrase()))), "vault.word_count");
    QVERIFY(!m_vault->exists());
}

void tst_Vault::refusesShortPassphrases()
{
    const auto isShort = [](const auto &result) {
        return codeOf(result) == "vault.passphrase_short";
    };
    QVERIFY(isShort(arrived(m_vault->create(12, samples::secret("7 bytes")))));
    QVERIFY(isShort(arrived(m_vault->create(12, Secret()))));
    QVERIFY(isShort(
        arrived(m_vault->restore(samples::secret(samples::words), samples::secret("7 bytes")))));
    QVERIFY(!m_vault->exists());
    QVERIFY(arrived(m_vault->create(12, samples::secret("8 bytes!"))));
    QVERIFY(isShort(arrived(
        m_vault->changePassphrase(samples::secret("8 bytes!"), samples::secret("7 bytes")))));
}

void tst_Vault::restoresFromWords()
{
    const auto typed = " " + QByteArray(samples::words).toUpper().replace(' ', "\n ");
    QVERIFY(arrived(m_vault->restore(samples::secret(typed), passphrase())));
    QVERIFY(!m_vault->isLocked());
    QCOMPARE(m_vault->accounts()->at(0), (Account {1, samples::account1}));
    QCOMPARE(m_vault->accounts()->at(1), (Account {0, samples::account0}));
}

void tst_Vault::refusesWrongWords()
{
    const auto restoring = [this](const QByteArray &words) {
        return codeOf(arrived(m_vault->restore(samples::secret(words), passphrase())));
    };
    QCOMPARE(restoring("test test"), "words.count");
    QCOMPARE(restoring(QByteArray(samples::words).replace("junk", "jnuk")), "words.unknown");
    QCOMPARE(restoring(QByteArray(samples::words).replace("junk", "test")), "words.checksum");
    QVERIFY(!m_vault->exists());
    QVERIFY(m_vault->isLocked());
}

void tst_Vault::keepsTheFirstWallet()
{
    QVERIFY(restored(*m_vault));
    const auto before = m_vault->accounts();
    QCOMPARE(codeOf(arrived(m_vault->create(12, passphrase()))), "vault.exists");
    QCOMPARE(codeOf(restored(*m_vault)), "vault.exists");
    QCOMPARE(m_vault->accounts(), before);
}

void tst_Vault::unlocksAfterARestart()
{
    QVERIFY(restored(*m_vault));
    const auto answersKey = m_vault->answersKey().value();
    m_vault = std::make_unique<Vault>(m_folder->path());
    QVERIFY(m_vault->isLocked());
    QCOMPARE(m_vault->accounts()->first(), (Account {1, samples::account1}));
    QCOMPARE(codeOf(arrived(m_vault->unlock(samples::secret("wrong horse")))),
             "vault.wrong_passphrase");
    QVERIFY(m_vault->isLocked());
    QVERIFY(arrived(m_vault->unlock(passphrase())));
    QVERIFY(!m_vault->isLocked());
    QVERIFY(m_vault->answersKey().value() == answersKey);
}

void tst_Vault::answersOneAfterTheOther()
{
    auto created = m_vault->create(12, passphrase());
    auto changed = m_vault->changePassphrase(passphrase(), samples::secret("fresh horse"));
    auto proved = m_vault->proveOwner(samples::secret("fresh horse"));
    auto stale = m_vault->proveOwner(passphrase());
    QCOMPARE(codeOf(arrived(stale)), "vault.wrong_passphrase");
    QVERIFY(created.isFinished() && changed.isFinished() && proved.isFinished());
    QVERIFY(created.takeResult() && changed.takeResult() && proved.takeResult());
}

void tst_Vault::provesTheOwnerWhileLocked()
{
    QVERIFY(restored(*m_vault));
    m_vault->lock();
    QVERIFY(arrived(m_vault->proveOwner(passphrase())));
    QVERIFY(m_vault->isLocked());
    QCOMPARE(codeOf(arrived(m_vault->proveOwner(samples::secret("wrong horse")))),
             "vault.wrong_passphrase");
}

void tst_Vault::unlockSecretProvesNothing()
{
    QVERIFY(restored(*m_vault));
    const auto text = arrived(m_vault->addUnlockSecret(passphrase())).value();
    QCOMPARE(codeOf(arrived(m_vault->proveOwner(text.clone()))), "vault.wrong_passphrase");
    QCOMPARE(codeOf(arrived(m_vault->unlock(text.clone()))), "vault.wrong_passphrase");
    QCOMPARE(codeOf(arrived(m_vault->addUnlockSecret(text.clone()))), "vault.wrong_passphrase");
    QCOMPARE(codeOf(arrived(m_vault->changePassphrase(text.clone(), passphrase()))),
             "vault.wrong_passphrase");
}

void tst_Vault::changesThePassphrase()
{
    QVERIFY(restored(*m_vault));
    QVERIFY(arrived(m_vault->changePassphrase(passphrase(), samples::secret("fresh horse"))));
    m_vault = std::make_unique<Vault>(m_folder->path());
    QCOMPARE(codeOf(arrived(m_vault->unlock(passphrase()))), "vault.wrong_passphrase");
    QVERIFY(arrived(m_vault->unlock(samples::secret("fresh horse"))));
}

void tst_Vault::hasAKeyForItsLimits()
{
    QVERIFY(restored(*m_vault));
    const auto key = m_vault->limitsKey().value();
    QCOMPARE(key.size(), 32);
    QVERIFY(arrived(m_vault->changePassphrase(passphrase(), samples::secret("fresh horse"))));
    m_vault = std::make_unique<Vault>(m_folder->path());
    QVERIFY(arrived(m_vault->unlock(samples::secret("fresh horse"))));
    QVERIFY(m_vault->limitsKey().value() == key);

    // The same words elsewhere are another wallet: rows of this one mean nothing there.
    QTemporaryDir elsewhere;
    Vault other(elsewhere.path());
    QVERIFY(restored(other));
    QVERIFY(!(other.limitsKey().value() == key));
}

void tst_Vault::hasAKeyForBackupsOfItsWords()
{
    QVERIFY(restored(*m_vault));
    const auto key = m_vault->backupKey().value();
    QCOMPARE(key.size(), 32);
    QVERIFY(!(key == m_vault->limitsKey().value()));
    QVERIFY(!(key == m_vault->answersKey().value()));
    QTemporaryDir elsewhere;
    Vault same(elsewhere.path());
    QVERIFY(restored(same));
    QVERIFY(same.backupKey().value() == key);
    QTemporaryDir another;
    Vault other(another.path());
    QVERIFY(arrived(other.create(12, passphrase())));
    QVERIFY(!(other.backupKey().value() == key));
    m_vault->lock();
    QCOMPARE(m_vault->backupKey().error().code, QByteArray("vault.locked"));
}

void tst_Vault::removesTheWallet()
{
    QVERIFY(restored(*m_vault));
    auto proof = arrived(m_vault->proveOwner(passphrase()));
    QVERIFY(proof);
    QVERIFY(arrived(m_vault->remove(*std::move(proof))));
    QVERIFY(!m_vault->exists());
    QVERIFY(m_vault->isLocked());
    QVERIFY(QDir(m_folder->path()).isEmpty());
    QVERIFY(arrived(m_vault->create(12, passphrase())));
}

void tst_Vault::survivesBeingDroppedAtWork()
{
    auto creating = m_vault->create(12, passphrase());
    m_vault.reset();
    QTRY_VERIFY(creating.isFinished());
    QVERIFY(creating.isCanceled());
}

QTEST_GUILESS_MAIN(tst_Vault)
#include "tst_vault.moc"
