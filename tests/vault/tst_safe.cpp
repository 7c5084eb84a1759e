// SPDX-License-Identifier: MIT
#include "tests/vault/safefile.h"

using namespace tuppence;
using namespace tuppence::vault;
using namespace Qt::StringLiterals;
using samples::bytes;
using samples::codeOf;
using samples::entropy;
using samples::passphrase;

/// The sealed file of a wallet, and what opens it.
class tst_Safe : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_safe = std::make_unique<samples::SafeFile>(); }

    void opensWithItsPassphrase();
    void knowsItsAccountsUnopened();
    void takesEntropyOfEveryLength();
    void hasKeysOfItsOwn();
    void refusesAnotherPassphrase();
    void refusesASecondWallet();
    void refusesWhereThereIsNone();
    void changesThePassphrase();
    void opensWithAnUnlockSecret();
    void takesTheNewestUnlockSecretOnly();
    void unlockSecretOutlivesAPassphrase();
    void removesTheFile();
    void keepsTheOldWhereItCannotWrite();

private:
    [[nodiscard]] QString path() const { return m_safe->path(); }

    void put(const QByteArray &text) const { m_safe->put(text); }

    const QByteArray m_file = samples::SafeFile::whole();
    std::unique_ptr<samples::SafeFile> m_safe;
};

void tst_Safe::opensWithItsPassphrase()
{
    const auto opened = Safe(path()).open(bytes(passphrase));
    QVERIFY(opened);
    const auto address = evm::Address::parse(samples::account0).value();
    const auto *key = opened->keyring.keyOf(address);
    QVERIFY(key);
    QCOMPARE(evm::addressOf(key->publicKey()), address);
    QVERIFY(!opened->keyring.keyOf(evm::Address::parse(samples::stranger).value()));
}

void tst_Safe::knowsItsAccountsUnopened()
{
    const auto accounts = Safe(path()).front().value().accounts;
    QCOMPARE(accounts.size(), qsizetype(Keyring::accountCount));
    QCOMPARE(accounts.at(0), (Account {1, samples::account1}));
    QCOMPARE(accounts.at(1), (Account {0, samples::account0}));
    QCOMPARE(accounts.at(2).index, 2U);
}

void tst_Safe::takesEntropyOfEveryLength()
{
    for (const qsizetype length : {16, 20, 24, 28, 32}) {
        QVERIFY(QFile::remove(path()));
        Safe safe(path());
        QVERIFY(safe.create(crypto::Secret::random(length), bytes(passphrase), 0));
    }
}

void tst_Safe::hasKeysOfItsOwn()
{
    const auto opened = Safe(path()).open(bytes(passphrase)).value();
    QVERIFY(!(opened.keyring.answersKey() == opened.keyring.limitsKey()));
    QCOMPARE(opened.keyring.answersKey().size(), 32);
    QCOMPARE(opened.keyring.limitsKey().size(), 32);
    const auto again = Safe(path()).open(bytes(passphrase)).value();
    QVERIFY(again.keyring.answersKey() == opened.keyring.answersKey());
    QVERIFY(again.keyring.limitsKey() == opened.keyring.limitsKey());
}

void tst_Safe::refusesAnotherPassphrase()
{
    for (const QByteArray other : {"correct horsf", "correct hors", "correct horse ", ""}) {
        QCOMPARE(codeOf(Safe(path()).open(bytes(other))), "vault.wrong_passphrase");
        QCOMPARE(codeOf(Safe(path()).proveOwner(bytes(other))), "vault.wrong_passphrase");
    }
    QCOMPARE(codeOf(Safe(path()).proveOwner(bytes(passphrase))), "");
}

void tst_Safe::refusesASecondWallet()
{
    Safe safe(path());
    QCOMPARE(codeOf(safe.create(entropy(), bytes(passphrase), 0)), "vault.exists");
    put("damaged, and perhaps all there is");
    Safe damaged(path());
    QCOMPARE(codeOf(damaged.create(entropy(), bytes(passphrase), 0)), "vault.exists");
    QCOMPARE(readWhole(path()), "damaged, and perhaps all there is");
    QVERIFY(QFile::remove(path()));
    Safe empty(path());
    put(m_file); // a copy put back while the wallet runs
    QCOMPARE(codeOf(empty.create(entropy(), bytes(passphrase), 0)), "vault.exists");
    QCOMPARE(readWhole(path()), m_file);
}

void tst_Safe::refusesWhereThereIsNone()
{
    QVERIFY(QFile::remove(path()));
    put("");
    QCOMPARE(codeOf(Safe(path()).front()), "vault.damaged");
    QVERIFY(QFile::remove(path()));
    Safe safe(path());
    QCOMPARE(codeOf(safe.front()), "vault.none");
    QCOMPARE(codeOf(safe.open(bytes(passphrase))), "vault.none");
    QCOMPARE(codeOf(safe.openWithUnlockSecret(bytes(QByteArray(64, 'a')))), "vault.none");
    QCOMPARE(codeOf(safe.proveOwner(bytes(passphrase))), "vault.none");
    QCOMPARE(codeOf(safe.changePassphrase(bytes(passphrase), bytes(passphrase))), "vault.none");
    QCOMPARE(codeOf(safe.addUnlockSecret(bytes(passphrase))), "vault.none");
    QCOMPARE(codeOf(safe.remove()), "vault.none");
}

void tst_Safe::changesThePassphrase()
{
    Safe safe(path());
    QCOMPARE(codeOf(safe.changePassphrase(bytes("wrong one"), bytes("fresh one"))),
             "vault.wrong_passphrase");
    QCOMPARE(readWhole(path()), m_file);
    QCOMPARE(codeOf(safe.changePassphrase(bytes(passphrase), bytes("fresh one"))), "");
    for (const auto &each : {safe, Safe(path())}) {
        QCOMPARE(codeOf(each.open(bytes(passphrase))), "vault.wrong_passphrase");
        QCOMPARE(codeOf(each.open(bytes("fresh one"))), "");
    }
}

void tst_Safe::opensWithAnUnlockSecret()
{
    Safe safe(path());
    QCOMPARE(codeOf(safe.openWithUnlockSecret(bytes(QByteArray(64, 'a')))),
             "vault.no_unlock_secret");
    QCOMPARE(codeOf(safe.addUnlockSecret(bytes("wrong one"))), "vault.wrong_passphrase");
    const auto text = safe.addUnlockSecret(bytes(passphrase)).value();
    for (const auto &each : {safe, Safe(path())}) {
        QCOMPARE(codeOf(each.openWithUnlockSecret(text.view())), "");
        QCOMPARE(codeOf(each.openWithUnlockSecret(bytes(QByteArray(64, 'a')))),
                 "vault.wrong_unlock_secret");
        QCOMPARE(codeOf(each.open(bytes(passphrase))), "");
        // It unlocks; it is not the owner's word.
        QCOMPARE(codeOf(each.proveOwner(text.view())), "vault.wrong_passphrase");
    }
}

void tst_Safe::takesTheNewestUnlockSecretOnly()
{
    Safe safe(path());
    const auto older = safe.addUnlockSecret(bytes(passphrase)).value();
    const auto newer = safe.addUnlockSecret(bytes(passphrase)).value();
    QCOMPARE(codeOf(safe.openWithUnlockSecret(older.view())), "vault.wrong_unlock_secret");
    QCOMPARE(codeOf(safe.openWithUnlockSecret(newer.view())), "");
}

void tst_Safe::unlockSecretOutlivesAPassphrase()
{
    Safe safe(path());
    const auto text = safe.addUnlockSecret(bytes(passphrase)).value();
    QVERIFY(safe.changePassphrase(bytes(passphrase), bytes("fresh one")));
    QCOMPARE(codeOf(safe.openWithUnlockSecret(text.view())), "");
}

void tst_Safe::removesTheFile()
{
    Safe safe(path());
    QVERIFY(safe.remove());
    QVERIFY(!QFile::exists(path()));
    QCOMPARE(codeOf(safe.front()), "vault.none");
    QVERIFY(safe.create(entropy(), bytes(passphrase), 0));
}

void tst_Safe::keepsTheOldWhereItCannotWrite()
{
    Safe safe(path());
    // A folder where the new file would be written: works against the superuser too.
    QVERIFY(QDir().mkpath(path() + u".new/inside"_s));
    QCOMPARE(codeOf(safe.changePassphrase(bytes(passphrase), bytes("fresh one"))), "vault.storage");
    QCOMPARE(codeOf(safe.addUnlockSecret(bytes(passphrase))), "vault.storage");
    QCOMPARE(codeOf(safe.open(bytes(passphrase))), "");
    QCOMPARE(readWhole(path()), m_file);

    QVERIFY(QFile::remove(path()));
    Safe empty(path());
    QCOMPARE(codeOf(empty.create(entropy(), bytes(passphrase), 0)), "vault.storage");
    QCOMPARE(codeOf(empty.front()), "vault.none");
}

QTEST_GUILESS_MAIN(tst_Safe)
#include "tst_safe.moc"
