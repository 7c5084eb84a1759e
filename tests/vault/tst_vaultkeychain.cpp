// SPDX-License-Identifier: MIT
#include "core/vault/keychain.h"
#include "core/vault/ledgermark.h"
#include "core/vault/storage.h"
#include "core/vault/vault.h"
#include "tests/vault/samples.h"
#include "tests/vault/session.h"

#include <QFile>
#include <QTest>

using namespace tuppence;
using namespace tuppence::vault;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using samples::arrived;
using samples::codeOf;

class tst_VaultKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keepsANewWalletInTheKeychain();
    void neitherPartOpensAnythingAlone();
    void leavesTheNoteAlone();
    void usesTheFileWithoutAKeychain();
    void leavesAWalletInItsFile();
    void makesNothingWhereTheKeychainIsLocked();
    void saysWhyItDoesNotOpen();
    void makesNoSecondWalletOnTop();
    void knowsADamagedNote();
    void keepsTwoWalletsApart();
    void removesItsNotes();
    void saysWhatItCouldNotRemove();
    void keepsTheLedgersMark();
    void usesTheFileWithoutAMarkWhereTheOwnerWantsIt();
    void makesNothingWhereTheKeychainIsSilent();

private:
    static Secret passphrase() { return samples::secret("correct horse"); }

    [[nodiscard]] QString path() const { return m_folder->filePath(u"vault.sealed"_s); }

    [[nodiscard]] Result<Done> restored(Vault &vault) const
    {
        return arrived(vault.restore(samples::secret(samples::words), passphrase()));
    }

    void restart() { m_vault = std::make_unique<Vault>(m_folder->path(), m_keychain.get()); }

    Session m_session;
    std::unique_ptr<Keychain> m_keychain;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Vault> m_vault;
};

void tst_VaultKeychain::init()
{
    QVERIFY(m_session.startKeyring());
    m_keychain = std::make_unique<Keychain>();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    restart();
}

void tst_VaultKeychain::cleanup()
{
    m_vault.reset();
    m_keychain.reset();
    m_session.endKeyring();
    m_session.forgetNotes();
}

void tst_VaultKeychain::keepsANewWalletInTheKeychain()
{
    const auto words = arrived(m_vault->create(12, passphrase()));
    QVERIFY(words);
    QVERIFY(!m_vault->isLocked());
    QCOMPARE(m_vault->place().value(), Place::Keychain);
    QCOMPARE(m_session.notes(), 2);
    const auto key = m_vault->limitsKey().value();
    restart();
    QCOMPARE(m_vault->place().value(), Place::Keychain);
    QCOMPARE(m_vault->accounts()->size(), qsizetype(Keyring::accountCount));
    QCOMPARE(codeOf(arrived(m_vault->unlock(samples::secret("wrong horse")))),
             "vault.wrong_passphrase");
    QVERIFY(arrived(m_vault->unlock(passphrase())));
    QVERIFY(m_vault->limitsKey().value() == key);
}

void tst_VaultKeychain::neitherPartOpensAnythingAlone()
{
    QVERIFY(restored(*m_vault));
    const auto file = readWhole(path()).value();
    const auto contents = arrived(m_keychain->read(m_session.note(u"wallet "_s))).value();
    // The file, with the passphrase and a keychain that does not have the note, or with none.
    QVERIFY(arrived(m_keychain->remove(m_session.note(u"wallet "_s))));
    restart();
    QVERIFY(arrived(m_vault->proveOwner(passphrase())));
    QCOMPARE(codeOf(arrived(m_vault->unlock(passphrase()))), "vault.note_missing");
    QCOMPARE(codeOf(Safe(path()).open(passphrase().view())), "vault.note_damaged");
    Vault alone(m_folder->path());
    QCOMPARE(codeOf(arrived(alone.unlock(passphrase()))), "keychain.none");

    // The note, with the passphrase and the file of another wallet that has the same one.
    QTemporaryDir elsewhere;
    Vault other(elsewhere.path(), m_keychain.get());
    QVERIFY(restored(other));
    Safe foreign(elsewhere.filePath(u"vault.sealed"_s));
    QCOMPARE(codeOf(foreign.open(passphrase().view(), contents)), "vault.note_damaged");
    // Together again.
    QVERIFY(Safe(path()).open(passphrase().view(), contents));
    QVERIFY(!file.contains(contents) && !file.contains(contents.toBase64()));
}

void tst_VaultKeychain::leavesTheNoteAlone()
{
    QVERIFY(restored(*m_vault));
    const auto name = m_session.note(u"wallet "_s);
    const auto contents = arrived(m_keychain->read(name)).value();
    QVERIFY(arrived(m_vault->changePassphrase(passphrase(), samples::secret("fresh horse"))));
    const auto text = arrived(m_vault->addUnlockSecret(samples::secret("fresh horse"))).value();
    QCOMPARE(arrived(m_keychain->read(name)).value(), contents);
    restart();
    QVERIFY(arrived(m_vault->unlock(samples::secret("fresh horse"))));
    restart();
    QVERIFY(arrived(m_vault->unlockWith(text.clone())));
}

void tst_VaultKeychain::usesTheFileWithoutAKeychain()
{
    m_session.endKeyring();
    QVERIFY(restored(*m_vault));
    QCOMPARE(m_vault->place().value(), Place::File);
}

void tst_VaultKeychain::leavesAWalletInItsFile()
{
    Vault before(m_folder->path());
    QVERIFY(restored(before));
    const auto file = readWhole(path()).value();
    restart();
    QVERIFY(arrived(m_vault->unlock(passphrase())));
    QCOMPARE(readWhole(path()).value(), file);
    QCOMPARE(m_session.notes(), 0);
}

void tst_VaultKeychain::makesNothingWhereTheKeychainIsLocked()
{
    QVERIFY(arrived(m_keychain->write(u"anything"_s, "so that there is a keyring")));
    QVERIFY(m_session.lockKeyring());
    const auto made = arrived(m_vault->create(12, passphrase()));
    QCOMPARE(codeOf(made), "vault.not_kept");
    QCOMPARE(made.error().kind, Error::Kind::Refused);
    QVERIFY(made.error().data.value(u"reason"_s).toString().contains(u"locked"_s));
    QVERIFY(!m_vault->exists());
    QVERIFY(!QFile::exists(path()));
    QCOMPARE(m_session.notes(), 1);
}

void tst_VaultKeychain::saysWhyItDoesNotOpen()
{
    QVERIFY(restored(*m_vault));
    const auto key = m_vault->limitsKey().value();
    restart();
    QVERIFY(m_session.lockKeyring());
    QCOMPARE(codeOf(arrived(m_vault->unlock(passphrase()))), "keychain.locked");
    m_session.endKeyring();
    QCOMPARE(codeOf(arrived(m_vault->unlock(passphrase()))), "keychain.none");
    QVERIFY(m_vault->isLocked());
    QVERIFY(m_session.startKeyring());
    QVERIFY(arrived(m_vault->unlock(passphrase())));
    QVERIFY(m_vault->limitsKey().value() == key);
}

void tst_VaultKeychain::makesNoSecondWalletOnTop()
{
    QVERIFY(restored(*m_vault));
    const auto file = readWhole(path()).value();
    QVERIFY(arrived(m_keychain->remove(m_session.note(u"wallet "_s))));
    restart();
    QCOMPARE(codeOf(arrived(m_vault->unlock(passphrase()))), "vault.note_missing");
    QCOMPARE(codeOf(arrived(m_vault->create(12, passphrase()))), "vault.exists");
    QCOMPARE(codeOf(restored(*m_vault)), "vault.exists");
    QCOMPARE(readWhole(path()).value(), file);
    // Its words bring it back.
    auto proof = arrived(m_vault->proveOwner(passphrase()));
    QVERIFY(arrived(m_vault->remove(*std::move(proof))));
    QVERIFY(restored(*m_vault));
    QCOMPARE(m_session.notes(), 2);
}

void tst_VaultKeychain::knowsADamagedNote()
{
    QVERIFY(restored(*m_vault));
    const auto name = m_session.note(u"wallet "_s);
    const auto contents = arrived(m_keychain->read(name)).value();
    auto flipped = contents;
    flipped[40] = char(flipped[40] ^ 1);
    for (const QByteArray &damaged : {flipped, contents.chopped(1), QByteArray()}) {
        QVERIFY(arrived(m_keychain->write(name, damaged)));
        restart();
        QCOMPARE(codeOf(arrived(m_vault->unlock(passphrase()))), "vault.note_damaged");
    }
    QVERIFY(arrived(m_keychain->write(name, contents)));
    QVERIFY(arrived(m_vault->unlock(passphrase())));
}

void tst_VaultKeychain::keepsTwoWalletsApart()
{
    QVERIFY(restored(*m_vault));
    QTemporaryDir elsewhere;
    Vault other(elsewhere.path(), m_keychain.get());
    QVERIFY(arrived(other.create(12, passphrase())));
    QCOMPARE(m_session.notes(), 4);
    restart();
    QVERIFY(arrived(m_vault->unlock(passphrase())));
    QVERIFY(arrived(LedgerMark(other).write(7)));
    QCOMPARE(arrived(LedgerMark(*m_vault).read()).value(), 0U);
    auto proof = arrived(other.proveOwner(passphrase()));
    QVERIFY(arrived(other.remove(*std::move(proof))));
    restart();
    QVERIFY(arrived(m_vault->unlock(passphrase())));
}

void tst_VaultKeychain::removesItsNotes()
{
    QVERIFY(restored(*m_vault));
    auto proof = arrived(m_vault->proveOwner(passphrase()));
    QVERIFY(arrived(m_vault->remove(*std::move(proof))));
    QVERIFY(!m_vault->exists());
    QCOMPARE(m_session.notes(), 0);
}

void tst_VaultKeychain::saysWhatItCouldNotRemove()
{
    QVERIFY(restored(*m_vault));
    QVERIFY(m_session.lockKeyring());
    auto proof = arrived(m_vault->proveOwner(passphrase()));
    QCOMPARE(codeOf(arrived(m_vault->remove(*std::move(proof)))), "vault.note_left");
    QVERIFY(!m_vault->exists());
    QVERIFY(!QFile::exists(path()));
}

void tst_VaultKeychain::keepsTheLedgersMark()
{
    QVERIFY(restored(*m_vault));
    QCOMPARE(arrived(LedgerMark(*m_vault).read()).value(), 0U);
    QVERIFY(arrived(LedgerMark(*m_vault).write(18'446'744'073'709'551'615U)));
    restart();
    LedgerMark mark(*m_vault);
    QCOMPARE(arrived(mark.read()).value(), 18'446'744'073'709'551'615U);
    QVERIFY(arrived(mark.write(42)));
    QCOMPARE(arrived(mark.read()).value(), 42U);

    const auto name = m_session.note(u"ledger "_s);
    for (const QByteArray text : {"", "-1", "042", "42 ", "18446744073709551616", "many"}) {
        QVERIFY(arrived(m_keychain->write(name, text)));
        QCOMPARE(codeOf(arrived(mark.read())), "vault.mark_damaged");
    }
    QVERIFY(arrived(m_keychain->remove(name)));
    QCOMPARE(codeOf(arrived(mark.read())), "vault.mark_missing");
    m_session.endKeyring();
    QCOMPARE(codeOf(arrived(mark.read())), "keychain.none");
    QCOMPARE(codeOf(arrived(mark.write(43))), "keychain.none");
}

void tst_VaultKeychain::usesTheFileWithoutAMarkWhereTheOwnerWantsIt()
{
    LedgerMark mark(*m_vault);
    QCOMPARE(arrived(mark.read()).value(), std::nullopt);
    QVERIFY(arrived(m_vault->create(12, passphrase(), Keeping::FileOnly)));
    QCOMPARE(m_vault->place().value(), Place::File);
    QVERIFY(arrived(mark.write(1)));
    QCOMPARE(arrived(mark.read()).value(), std::nullopt);
    QCOMPARE(m_session.notes(), 0);
}

void tst_VaultKeychain::makesNothingWhereTheKeychainIsSilent()
{
    m_session.endKeyring();
    QVERIFY(m_session.beSilentAs(u"org.freedesktop.secrets"_s));
    Keychain hasty(m_session.bus(), {.service = 100ms, .owner = 100ms});
    Vault vault(m_folder->path(), &hasty);
    const auto made = arrived(vault.create(12, passphrase()));
    QCOMPARE(codeOf(made), "vault.not_kept");
    QCOMPARE(made.error().kind, Error::Kind::Storage);
    QVERIFY(!vault.exists());
    QVERIFY(arrived(vault.create(12, passphrase(), Keeping::FileOnly)));
    m_session.beGone(u"org.freedesktop.secrets"_s);
}

QTEST_GUILESS_MAIN(tst_VaultKeychain)
#include "tst_vaultkeychain.moc"
