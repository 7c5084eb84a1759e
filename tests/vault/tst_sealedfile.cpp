// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/vault/sealedfile.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace tuppence::vault;

namespace {

SealedFile sample()
{
    SealedFile file;
    file.firstAccount = 1;
    file.addresses = {"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
                      "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"};
    file.owner = {{.memoryBytes = 64 << 20, .passes = 3}, QByteArray(16, 's'), QByteArray(72, 'd')};
    file.unlockDataKey = QByteArray(72, 'u');
    file.secret = QByteArray(136, 'x');
    return file;
}

bool isRefused(const QByteArray &text)
{
    const auto file = decodeSealedFile(text);
    return !file && (file.error().code == "vault.damaged" || file.error().code == "vault.version");
}

} // namespace

class tst_SealedFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadAsItWasWritten();
    void canBeReadByAPerson();
    void refusesEveryFlippedByte();
    void refusesEveryLength();
    void refusesAnotherSpelling_data();
    void refusesAnotherSpelling();
    void saysThatItIsNewer();
    void associatesAllButTheSecret();
    void survivesNoise();
};

void tst_SealedFile::isReadAsItWasWritten()
{
    auto file = sample();
    QCOMPARE(decodeSealedFile(encode(file)), file);
    file.unlockDataKey.reset();
    QCOMPARE(decodeSealedFile(encode(file)), file);
}

void tst_SealedFile::canBeReadByAPerson()
{
    const auto text = encode(sample());
    QVERIFY(text.startsWith("{\n \"tuppenceVault\": 1,\n"));
    QVERIFY(text.contains("\"kdf\": \"argon2id\""));
    QVERIFY(text.contains("\"memoryBytes\": 67108864"));
    QVERIFY(text.contains("\"0x70997970C51812dc3A010C7d01b50e0d17dc79C8\""));
}

void tst_SealedFile::refusesEveryFlippedByte()
{
    const auto text = encode(sample());
    for (qsizetype place = 0; place < text.size(); ++place) {
        for (int bit = 0; bit < 8; ++bit) {
            auto flipped = text;
            flipped[place] = char(flipped[place] ^ (1 << bit));
            QVERIFY2(isRefused(flipped), flipped.constData());
        }
    }
}

void tst_SealedFile::refusesEveryLength()
{
    const auto text = encode(sample());
    for (qsizetype length = 0; length < text.size(); ++length)
        QVERIFY2(isRefused(text.first(length)), qPrintable(QString::number(length)));
    QVERIFY(isRefused(text + '\n'));
    QVERIFY(isRefused(text + text));
}

void tst_SealedFile::refusesAnotherSpelling_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) {
        QTest::newRow(name) << before << after;
    };
    row("a word more", R"("passes": 3)", R"("passes": 3, "note": 1)");
    row("a word less", R"("kdf": "argon2id",)", "");
    row("another derivation", "argon2id", "scrypt");
    row("another seal", "xchacha20-poly1305", "none");
    row("a fraction", R"("passes": 3)", R"("passes": 3.0)");
    row("a negative", R"("passes": 3)", R"("passes": -3)");
    row("text for a number", R"("passes": 3)", R"("passes": "3")");
    row("too large a number", R"("passes": 3)", R"("passes": 4294967299)");
    row("no account of that index", R"("firstAccount": 1)", R"("firstAccount": 2)");
    row("an address that is none", R"("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")", "1");
    row("accounts that are no list", R"("addresses": [)", R"("addresses": {}, "more": [)");
    row("no slots", R"("slots")", R"("plots")");
    row("no owner", R"("owner")", R"("other")");
    row("no version", R"("tuppenceVault": 1,)", "");
    row("an older version", R"("tuppenceVault": 1,)", R"("tuppenceVault": 0,)");
}

void tst_SealedFile::refusesAnotherSpelling()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    auto text = encode(sample());
    QVERIFY(text.contains(before));
    text.replace(before, after);
    QCOMPARE(decodeSealedFile(text).error().code, "vault.damaged");
}

void tst_SealedFile::saysThatItIsNewer()
{
    const auto file = decodeSealedFile(R"({"tuppenceVault": 3, "anything": "else"})");
    QVERIFY(!file);
    QCOMPARE(file.error().kind, Error::Kind::Unsupported);
    QCOMPARE(file.error().code, "vault.version");
}

void tst_SealedFile::associatesAllButTheSecret()
{
    const auto file = sample();
    auto other = file;
    other.secret = QByteArray(136, 'y');
    QCOMPARE(associatedBytes(other), associatedBytes(file));

    const auto differs = [&file](auto change) {
        auto changed = file;
        change(changed);
        return associatedBytes(changed) != associatedBytes(file);
    };
    QVERIFY(differs([](SealedFile &it) { it.firstAccount = 0; }));
    QVERIFY(differs([](SealedFile &it) { it.addresses.removeLast(); }));
    QVERIFY(differs([](SealedFile &it) { it.owner.cost.passes = 4; }));
    QVERIFY(differs([](SealedFile &it) { it.owner.cost.memoryBytes *= 2; }));
    QVERIFY(differs([](SealedFile &it) { it.owner.salt = QByteArray(16, 't'); }));
    QVERIFY(differs([](SealedFile &it) { it.owner.dataKey = QByteArray(72, 'e'); }));
    QVERIFY(differs([](SealedFile &it) { it.unlockDataKey.reset(); }));
}

void tst_SealedFile::survivesNoise()
{
    QVERIFY(rc::check("noise is refused", [](const std::string &noise) {
        RC_ASSERT(isRefused(QByteArray::fromStdString(noise)));
    }));
    const auto text = encode(sample());
    QVERIFY(rc::check("noise inside is refused", [&text] {
        const auto place = *rc::gen::inRange<qsizetype>(0, text.size());
        const auto noise = QByteArray::fromStdString(*rc::gen::nonEmpty<std::string>());
        RC_ASSERT(isRefused(text.first(place) + noise + text.sliced(place)));
    }));
}

QTEST_GUILESS_MAIN(tst_SealedFile)
#include "tst_sealedfile.moc"
