// SPDX-License-Identifier: MIT
#include "core/crypto/bip39.h"
#include "core/vault/safe.h"
#include "core/vault/storage.h"
#include "tests/vault/samples.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace tuppence;
using namespace tuppence::vault;
using namespace Qt::StringLiterals;
using samples::codeOf;

namespace {

using Change = std::function<void(SealedFile &)>;

const QByteArray passphrase = "correct horse";

crypto::Bytes bytes(const QByteArray &text)
{
    return crypto::bytesOf(text);
}

crypto::Secret entropy()
{
    const auto sentence = crypto::parseSentence(crypto::bytesOf(samples::words)).value();
    return crypto::entropyOf(sentence).value();
}

} // namespace

Q_DECLARE_METATYPE(Change)

class tst_Safe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void opensWithItsPassphrase();
    void knowsItsAccountsUnopened();
    void takesEntropyOfEveryLength();
    void hasKeysOfItsOwn();
    void refusesAnotherPassphrase();
    void refusesASecondWallet();
    void refusesWhereThereIsNone();
    void refusesADamagedFile();
    void refusesACraftedFile_data();
    void refusesACraftedFile();
    void readsNoFilePutInItsPlace();
    void changesThePassphrase();
    void opensWithAnUnlockSecret();
    void takesTheNewestUnlockSecretOnly();
    void unlockSecretOutlivesAPassphrase();
    void removesTheFile();
    void keepsTheOldWhereItCannotWrite();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"vault.sealed"_s); }

    void put(const QByteArray &text) const;

    QByteArray m_file; ///< made once: each costs an Argon2id
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_Safe::put(const QByteArray &text) const
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(text), text.size());
}

void tst_Safe::initTestCase()
{
    m_folder = std::make_unique<QTemporaryDir>();
    Safe safe(path());
    QVERIFY(safe.create(entropy(), bytes(passphrase), 1));
    m_file = readWhole(path()).value();
}

void tst_Safe::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    put(m_file);
}

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

void tst_Safe::refusesADamagedFile()
{
    for (qsizetype place = 0; place < m_file.size(); place += 7) {
        auto flipped = m_file;
        flipped[place] = char(flipped[place] ^ 1);
        put(flipped);
        const auto code = codeOf(Safe(path()).open(bytes(passphrase)));
        QVERIFY2(code == "vault.damaged" || code == "vault.version", flipped.constData());
    }
    put(m_file.first(m_file.size() / 2));
    QCOMPARE(codeOf(Safe(path()).open(bytes(passphrase))), "vault.damaged");
}

void tst_Safe::refusesACraftedFile_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const Change &change, const QByteArray &code) {
        QTest::newRow(name) << change << code;
    };
    const auto flip = [](QByteArray &bytes) { bytes[0] = char(bytes[0] ^ 1); };
    row(
        "little memory", [](SealedFile &it) { it.owner.cost.memoryBytes /= 2; },
        "seal.weak_parameters");
    row(
        "few passes", [](SealedFile &it) { it.owner.cost.passes = 2; }, "seal.weak_parameters");
    row(
        "huge memory", [](SealedFile &it) { it.owner.cost.memoryBytes = quint64 {1} << 40; },
        "seal.heavy_parameters");
    row(
        "many passes", [](SealedFile &it) { it.owner.cost.passes = 1000; },
        "seal.heavy_parameters");
    row(
        "short salt", [](SealedFile &it) { it.owner.salt.chop(1); }, "seal.salt_length");
    row(
        "more passes", [](SealedFile &it) { it.owner.cost.passes = 4; }, "vault.wrong_passphrase");
    row(
        "another salt", [flip](SealedFile &it) { flip(it.owner.salt); }, "vault.wrong_passphrase");
    row(
        "another data key", [flip](SealedFile &it) { flip(it.owner.dataKey); },
        "vault.wrong_passphrase");
    row(
        "another first account", [](SealedFile &it) { it.firstAccount = 0; }, "vault.damaged");
    row(
        "another address", [](SealedFile &it) { it.addresses[1] = samples::stranger; },
        "vault.damaged");
    row(
        "an account less", [](SealedFile &it) { it.addresses.removeLast(); }, "vault.damaged");
    row(
        "an unlock slot", [](SealedFile &it) { it.unlockDataKey = QByteArray(72, 'u'); },
        "vault.damaged");
    row(
        "another secret", [flip](SealedFile &it) { flip(it.secret); }, "vault.damaged");
    row(
        "no secret", [](SealedFile &it) { it.secret.clear(); }, "vault.damaged");
}

void tst_Safe::refusesACraftedFile()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, code);
    auto file = decodeSealedFile(m_file).value();
    change(file);
    put(encode(file));
    QCOMPARE(codeOf(Safe(path()).open(bytes(passphrase))), code);
}

void tst_Safe::readsNoFilePutInItsPlace()
{
    const Safe safe(path());
    QVERIFY(QFile::remove(path()));
    QVERIFY(Safe(path()).create(entropy(), bytes("the robber's own"), 0));
    QCOMPARE(codeOf(safe.proveOwner(bytes("the robber's own"))), "vault.wrong_passphrase");
    QCOMPARE(codeOf(safe.proveOwner(bytes(passphrase))), "");
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
