// SPDX-License-Identifier: MIT
#include "core/crypto/bip32.h"
#include "core/crypto/bip39.h"
#include "core/vault/vault.h"
#include "core/vault/vaultsigner.h"
#include "tests/vault/memoryscan.h"
#include "tests/vault/samples.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

using namespace tuppence;
using namespace tuppence::vault;
using namespace Qt::StringLiterals;
using memory::Needle;
using samples::arrived;

namespace {

constexpr qsizetype passphraseBytes = 40;

QByteArrayView viewOf(crypto::Bytes bytes)
{
    return {bytes.data(), qsizetype(bytes.size())};
}

/// As libsecp256k1 keeps a key while it computes: the least significant byte first.
crypto::Secret reversed(const crypto::Secret &bytes)
{
    auto turned = bytes.clone();
    std::reverse(turned.data(), turned.data() + turned.size());
    return turned;
}

/// What must be in nobody's memory after lock().
QList<Needle> needlesOf(const Secret &passphrase, const Secret &words)
{
    const auto sentence = crypto::parseSentence(crypto::bytesOf(words.view())).value();
    const auto entropy = crypto::entropyOf(sentence).value();
    const auto seed = crypto::seedOf(sentence);
    const auto master = crypto::ExtendedKey::fromSeed(seed.view()).value();
    const auto account = master.at(crypto::KeyPath::ethereumAccount(0)).value();
    return {Needle("passphrase", passphrase.view()),
            Needle("words", words.view()),
            Needle("entropy", viewOf(entropy.view())),
            Needle("seed", viewOf(seed.view())),
            Needle("master", viewOf(master.key().bytes().view())),
            Needle("key", viewOf(account.key().bytes().view())),
            Needle("scalar", viewOf(reversed(account.key().bytes()).view()))};
}

/// One line for each needle: when, name, how often in locked memory, how often elsewhere.
void tell(const char *when, const QList<Needle> &needles)
{
    for (const auto &needle : needles) {
        qsizetype locked = 0;
        qsizetype elsewhere = 0;
        for (const auto &mapping : memory::writableMappings())
            (mapping.locked ? locked : elsewhere) += needle.countIn(mapping.begin, mapping.end);
        std::printf("%s %s %lld %lld\n", when, needle.name().constData(),
                    static_cast<long long>(locked), static_cast<long long>(elsewhere));
    }
}

bool signsAPayment(Vault &vault)
{
    const auto registry = money::Registry::builtIn().value();
    const samples::FixedClock clock;
    VaultSigner signer(vault, registry, clock);
    const auto payer = vault.accounts().value().first().address;
    auto approval = samples::approval();
    auto prepared = samples::prepared();
    approval.terms.account.address = payer;
    prepared.from.address = payer;
    samples::messageOf(prepared).from = payer;
    return signer.sign(prepared, approval).has_value();
}

/// The life of a wallet in a program of its own; the passphrase comes through standard input
/// straight into locked memory.
int live(const QString &folder)
{
    auto passphrase = Secret::create(passphraseBytes);
    if (::read(STDIN_FILENO, passphrase.data(), passphraseBytes) != passphraseBytes)
        return 1;
    Vault vault(folder);
    auto words = arrived(vault.create(12, passphrase.clone()));
    if (!words)
        return 2;
    const auto needles = needlesOf(passphrase, *words);
    tell("shown", needles);
    words = Secret();
    vault.lock();
    if (!arrived(vault.unlock(passphrase.clone())) || !signsAPayment(vault)
        || !arrived(vault.addUnlockSecret(passphrase.clone())))
        return 3;
    tell("unlocked", needles);
    passphrase = Secret();
    vault.lock();
    tell("locked", needles);
    return 0;
}

} // namespace

class tst_Memory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void searchFindsWhatStandsInTheOpen();
    void holdsTheKeysInLockedMemory();
    void holdsNoWordsOnceShown();
    void holdsSecretsNowhereElse_data();
    void holdsSecretsNowhereElse();
    void holdsNothingOnceLocked();

private:
    struct Count
    {
        int locked = 0;
        int elsewhere = 0;
    };

    [[nodiscard]] Count count(const QByteArray &when, const QByteArray &needle) const
    {
        return m_counts.value(when + ' ' + needle);
    }

    const QByteArrayList m_needles {"passphrase", "words", "entropy", "seed",
                                    "master",     "key",   "scalar"};
    QHash<QByteArray, Count> m_counts;
};

void tst_Memory::initTestCase()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("the sanitizer's own memory is too large to be searched");
#endif
    QTemporaryDir folder;
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), {u"--live"_s, folder.path()});
    child.write(QByteArray("a passphrase that stands nowhere else 12").first(passphraseBytes));
    child.closeWriteChannel();
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitCode(), 0);
    for (const auto &line : child.readAllStandardOutput().trimmed().split('\n')) {
        const auto words = line.split(' ');
        QCOMPARE(words.size(), 4);
        m_counts.insert(words[0] + ' ' + words[1], {words[2].toInt(), words[3].toInt()});
    }
    QCOMPARE(m_counts.size(), 3 * m_needles.size());
}

// That the search finds what is there makes the other tests worth something.

void tst_Memory::searchFindsWhatStandsInTheOpen()
{
    const auto secret = crypto::Secret::random(32);
    const Needle needle("open", viewOf(secret.view()));
    const auto onTheHeap = viewOf(secret.view()).toByteArray();
    std::array<char, 32> onTheStack {};
    std::ranges::copy(onTheHeap, onTheStack.begin());
    qsizetype elsewhere = 0;
    for (const auto &mapping : memory::writableMappings()) {
        if (!mapping.locked)
            elsewhere += needle.countIn(mapping.begin, mapping.end);
    }
    QCOMPARE(elsewhere, 2);
    QVERIFY(std::ranges::equal(onTheStack, onTheHeap));
}

void tst_Memory::holdsTheKeysInLockedMemory()
{
    QCOMPARE(count("shown", "passphrase").locked, 1);
    QCOMPARE(count("shown", "words").locked, 1);
    QCOMPARE(count("unlocked", "key").locked, 1);
}

void tst_Memory::holdsNoWordsOnceShown()
{
    for (const QByteArray needle : {"words", "entropy", "seed", "master"})
        QCOMPARE(count("unlocked", needle).locked, 0);
}

void tst_Memory::holdsSecretsNowhereElse_data()
{
    QTest::addColumn<QByteArray>("when");
    QTest::addColumn<QByteArray>("needle");
    for (const auto &needle : m_needles) {
        for (const QByteArray when : {"shown", "unlocked"})
            QTest::newRow((when + ' ' + needle).constData()) << when << needle;
    }
}

void tst_Memory::holdsSecretsNowhereElse()
{
    QFETCH(QByteArray, when);
    QFETCH(QByteArray, needle);
    QCOMPARE(count(when, needle).elsewhere, 0);
}

void tst_Memory::holdsNothingOnceLocked()
{
    for (const auto &needle : m_needles) {
        QCOMPARE(count("locked", needle).locked, 0);
        QCOMPARE(count("locked", needle).elsewhere, 0);
    }
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--live"_L1)
        return live(arguments.value(2));
    tst_Memory test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_memory.moc"
