// SPDX-License-Identifier: MIT
#include "core/crypto/seal.h"
#include "tests/crypto/vectors.h"

#include <QTest>

#include <rapidcheck.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tuppence;
using namespace tuppence::crypto;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 mebibyte = 1 << 20;
const QByteArray salt(saltBytes, '\7');

/// Bytes that this process has mapped.
quint64 addressSpace()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no /proc");
    return file.readAll().split(' ').first().toULongLong() * static_cast<quint64>(getpagesize());
}

Secret key()
{
    return tests::secret(QByteArray(sealKeyBytes, 'k'));
}

} // namespace

class tst_Seal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void derivesKeys();
    void refusesCosts_data();
    void refusesCosts();
    void refusesSalts();
    void saysWhenMemoryIsShort();
    void opensTheStandardsVector();
    void opensWhatItSealed();
    void sealsNeverTwiceTheSame();
    void refusesEveryChange();
    void refusesWhatIsTooShort();
    void refusesOtherKeys();
    void comesBack();
};

// From the Argon2 of the npm package @noble/hashes.
void tst_Seal::derivesKeys()
{
    const PassphraseCost cost {64 * mebibyte, 3};
    const auto derived = deriveKey(bytesOf("correct horse battery staple"), salt, cost);
    QCOMPARE(tests::revealed(derived.value()).toHex(),
             "6ad10af97f1744119bd7135c85121dc589794f9c5d646200b8ad4d6becf15084"_ba);
}

void tst_Seal::refusesCosts_data()
{
    QTest::addColumn<quint64>("memoryBytes");
    QTest::addColumn<quint32>("passes");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, quint64 memoryBytes, quint32 passes,
                        const QByteArray &code) {
        QTest::newRow(name) << memoryBytes << passes << code;
    };
    row("nothing", 0, 0, "seal.weak_parameters");
    row("less memory", 64 * mebibyte - 1, 3, "seal.weak_parameters");
    row("fewer passes", 64 * mebibyte, 2, "seal.weak_parameters");
    row("weak and heavy", 2048 * mebibyte, 1, "seal.weak_parameters");
    row("too much memory", 1024 * mebibyte + 1, 3, "seal.heavy_parameters");
    row("all memory", ~quint64 {0}, 3, "seal.heavy_parameters");
    row("too many passes", 64 * mebibyte, 21, "seal.heavy_parameters");
}

void tst_Seal::refusesCosts()
{
    QFETCH(quint64, memoryBytes);
    QFETCH(quint32, passes);
    QFETCH(QByteArray, code);
    const auto derived = deriveKey(bytesOf("passphrase"), salt, {memoryBytes, passes});
    QVERIFY(!derived);
    QCOMPARE(derived.error().code, code);
    QCOMPARE(derived.error().kind,
             code == "seal.weak_parameters" ? Error::Kind::Refused : Error::Kind::OutOfRange);
}

void tst_Seal::refusesSalts()
{
    for (const int size : {0, 15, 17, 32}) {
        const auto derived =
            deriveKey(bytesOf("passphrase"), QByteArray(size, 's'), {64 * mebibyte, 3});
        QVERIFY(!derived);
        QCOMPARE(derived.error().kind, Error::Kind::OutOfRange);
        QCOMPARE(derived.error().code, "seal.salt_length"_ba);
    }
}

void tst_Seal::saysWhenMemoryIsShort()
{
    const pid_t child = fork();
    if (child == 0) {
        const rlimit limit {addressSpace() + 64 * mebibyte, RLIM_INFINITY};
        setrlimit(RLIMIT_AS, &limit);
        const auto derived = deriveKey(bytesOf("passphrase"), salt, {512 * mebibyte, 3});
        const bool isSaid = !derived && derived.error().kind == Error::Kind::Storage
            && derived.error().code == "seal.no_memory";
        _exit(isSaid ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
}

// draft-irtf-cfrg-xchacha-03, A.3.1.
void tst_Seal::opensTheStandardsVector()
{
    const auto vectorKey =
        QByteArray::fromHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    const auto sealedBytes =
        QByteArray::fromHex("404142434445464748494a4b4c4d4e4f5051525354555657"
                            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
                            "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
                            "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
                            "21f9664c97637da9768812f615c68b13b52e"
                            "c0875924c1c7987947deafd8780acf49");
    const auto opened = openBytes(tests::secret(vectorKey), sealedBytes,
                                  QByteArray::fromHex("50515253c0c1c2c3c4c5c6c7"));
    QCOMPARE(opened.value(),
             "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
             "future, sunscreen would be it."_ba);
}

void tst_Seal::opensWhatItSealed()
{
    const auto sealedBytes = seal(key(), bytesOf("twelve words"), "header").value();
    QCOMPARE(sealedBytes.size(), 24 + 12 + 16);
    QVERIFY(!sealedBytes.contains("twelve"));
    QCOMPARE(tests::revealed(openSecret(key(), sealedBytes, "header").value()), "twelve words"_ba);
    QCOMPARE(openBytes(key(), sealedBytes, "header").value(), "twelve words"_ba);
    const auto nothing = seal(key(), {}, {}).value();
    QVERIFY(openSecret(key(), nothing, {}).value().isEmpty());
    QVERIFY(openBytes(key(), nothing, {}).value().isEmpty());
}

void tst_Seal::sealsNeverTwiceTheSame()
{
    const auto once = seal(key(), bytesOf("a"), {}).value();
    QVERIFY(once.first(24) != seal(key(), bytesOf("a"), {}).value().first(24));
}

void tst_Seal::refusesEveryChange()
{
    const auto good = seal(key(), bytesOf("plain"), "header").value();
    const auto isRefused = [](const auto &opened) {
        return !opened && opened.error().kind == Error::Kind::Refused
            && opened.error().code == "seal.not_opened";
    };
    for (qsizetype at = 0; at < good.size(); ++at) {
        auto changed = good;
        changed[at] = static_cast<char>(changed.at(at) ^ 1);
        QVERIFY(isRefused(openSecret(key(), changed, "header")));
        QVERIFY(isRefused(openBytes(key(), changed, "header")));
    }
    QVERIFY(isRefused(openSecret(key(), good, "Header")));
    QVERIFY(isRefused(openSecret(key(), good, {})));
    QVERIFY(isRefused(openSecret(key(), good + '\0', "header")));
    QVERIFY(isRefused(openSecret(key(), good.chopped(1), "header")));
    QVERIFY(isRefused(openSecret(tests::secret(QByteArray(32, 'x')), good, "header")));
}

void tst_Seal::refusesWhatIsTooShort()
{
    for (const int size : {0, 1, 24, 39}) {
        QCOMPARE(openSecret(key(), QByteArray(size, 'a'), {}).error().code, "seal.not_opened"_ba);
        QCOMPARE(openBytes(key(), QByteArray(size, 'a'), {}).error().code, "seal.not_opened"_ba);
    }
}

void tst_Seal::refusesOtherKeys()
{
    for (const int size : {0, 16, 31, 33}) {
        const Secret wrong = Secret::create(size);
        for (const auto &error :
             {seal(wrong, {}, {}).error(), openBytes(wrong, QByteArray(60, 'a'), {}).error(),
              openSecret(wrong, QByteArray(60, 'a'), {}).error()}) {
            QCOMPARE(error.kind, Error::Kind::OutOfRange);
            QCOMPARE(error.code, "seal.key_length"_ba);
        }
    }
}

void tst_Seal::comesBack()
{
    QVERIFY(rc::check(
        "open(seal(bytes)) = bytes", [](const std::string &any, const std::string &other) {
            const auto bytes = QByteArray::fromStdString(any);
            const auto associated = QByteArray::fromStdString(other);
            const auto sealedBytes = seal(key(), bytesOf(bytes), associated).value();
            RC_ASSERT(openBytes(key(), sealedBytes, associated).value() == bytes);
            RC_ASSERT(tests::revealed(openSecret(key(), sealedBytes, associated).value()) == bytes);
        }));
}

QTEST_GUILESS_MAIN(tst_Seal)
#include "tst_seal.moc"
