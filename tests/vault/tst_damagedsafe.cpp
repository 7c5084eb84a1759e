// SPDX-License-Identifier: MIT
#include "tests/vault/safefile.h"

#include <functional>

using namespace tuppence;
using namespace tuppence::vault;
using samples::bytes;
using samples::codeOf;
using samples::entropy;
using samples::passphrase;

namespace {

using Change = std::function<void(SealedFile &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

/// Files that are not what the wallet wrote.
class tst_DamagedSafe : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_safe = std::make_unique<samples::SafeFile>(); }

    void refusesADamagedFile();
    void refusesACraftedFile_data();
    void refusesACraftedFile();
    void readsNoFilePutInItsPlace();

private:
    [[nodiscard]] QString path() const { return m_safe->path(); }

    void put(const QByteArray &text) const { m_safe->put(text); }

    const QByteArray m_file = samples::SafeFile::whole();
    std::unique_ptr<samples::SafeFile> m_safe;
};

void tst_DamagedSafe::refusesADamagedFile()
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

void tst_DamagedSafe::refusesACraftedFile_data()
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

void tst_DamagedSafe::refusesACraftedFile()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, code);
    auto file = decodeSealedFile(m_file).value();
    change(file);
    put(encode(file));
    QCOMPARE(codeOf(Safe(path()).open(bytes(passphrase))), code);
}

void tst_DamagedSafe::readsNoFilePutInItsPlace()
{
    const Safe safe(path());
    QVERIFY(QFile::remove(path()));
    QVERIFY(Safe(path()).create(entropy(), bytes("the robber's own"), 0));
    QCOMPARE(codeOf(safe.proveOwner(bytes("the robber's own"))), "vault.wrong_passphrase");
    QCOMPARE(codeOf(safe.proveOwner(bytes(passphrase))), "");
}

QTEST_GUILESS_MAIN(tst_DamagedSafe)
#include "tst_damagedsafe.moc"
