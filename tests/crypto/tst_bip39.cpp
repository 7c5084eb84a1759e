// SPDX-License-Identifier: MIT
#include "core/crypto/bip39.h"
#include "core/crypto/bip39words.h"
#include "core/crypto/hash.h"
#include "tests/crypto/vectors.h"

#include <QJsonDocument>
#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace tuppence::crypto;
using namespace Qt::StringLiterals;

namespace {

const auto known =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"_ba;

Result<Secret> parsed(const QByteArray &text)
{
    return parseSentence(bytesOf(text));
}

QByteArray repeated(const QByteArray &word, int count)
{
    return QByteArrayList(count, word).join(' ');
}

} // namespace

class tst_Bip39 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheListOfTheStandard();
    void agreesWithVectors_data();
    void agreesWithVectors();
    void makesNewSentences();
    void readsWhatPeopleType();
    void refuses_data();
    void refuses();
    void namesEveryUnknownWordByItsPlace();
    void neverRepeatsAWord();
    void refusesOtherEntropy();
    void findsWords();
    void comesBack();
    void neverCrashesOnNoise();
};

void tst_Bip39::hasTheListOfTheStandard()
{
    QByteArray file;
    for (const auto word : englishWords)
        file += QByteArrayView(word.data(), std::ssize(word)).toByteArray() + '\n';
    // The SHA-256 of bip-0039/english.txt.
    QCOMPARE(sha256(file).toHex(),
             "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"_ba);
}

void tst_Bip39::agreesWithVectors_data()
{
    QTest::addColumn<QByteArray>("entropy");
    QTest::addColumn<QByteArray>("sentence");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QByteArray>("seed");
    const auto file = tests::vectorFile("bip39.json");
    for (const auto &row : file.at("valid"))
        QTest::newRow(tests::text(row, "name").constData())
            << tests::hex(row, "entropy") << tests::text(row, "sentence")
            << tests::text(row, "passphrase") << tests::hex(row, "seed");
}

void tst_Bip39::agreesWithVectors()
{
    QFETCH(QByteArray, entropy);
    QFETCH(QByteArray, sentence);
    QFETCH(QByteArray, passphrase);
    QFETCH(QByteArray, seed);
    const auto made = sentenceOf(tests::secret(entropy));
    QCOMPARE(tests::revealed(made.value()), sentence);
    QCOMPARE(tests::revealed(parsed(sentence).value()), sentence);
    QCOMPARE(tests::revealed(entropyOf(*made).value()), entropy);
    QCOMPARE(tests::revealed(seedOf(*made, bytesOf(passphrase))), seed);
}

void tst_Bip39::makesNewSentences()
{
    for (const auto count : {WordCount::Twelve, WordCount::TwentyFour}) {
        const auto sentence = newSentence(count);
        QVERIFY(parseSentence(sentence.view()));
        QCOMPARE(tests::revealed(sentence).split(' ').size(), static_cast<int>(count));
        QVERIFY(sentence != newSentence(count)); // equal once in 2^128 runs
    }
}

void tst_Bip39::readsWhatPeopleType()
{
    QCOMPARE(tests::revealed(parsed("  " + known.toUpper() + "\r\n").value()), known);
    QByteArray spaced = known;
    spaced.replace(" ", " \t\n ");
    QCOMPARE(tests::revealed(parsed(spaced).value()), known);
    QByteArray capitals = known;
    capitals[0] = 'A';
    QCOMPARE(tests::revealed(parsed(capitals).value()), known);
}

void tst_Bip39::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("nothing") << ""_ba
                             << "words.count"_ba;
    QTest::newRow("spaces") << " \n "_ba
                            << "words.count"_ba;
    for (const int count : {1, 3, 9, 11, 13, 23, 25, 27, 100'000})
        QTest::addRow("%d words", count) << repeated("abandon", count) << "words.count"_ba;
    QTest::newRow("wrong checksum") << repeated("abandon", 12) << "words.checksum"_ba;
    QTest::newRow("wrong checksum, 24") << repeated("abandon", 24) << "words.checksum"_ba;
    QTest::newRow("wrong order") << known.mid(8 * 11) + ' ' + known.first(8 * 11 - 1)
                                 << "words.checksum"_ba;
    for (const auto &word : {"abandonn"_ba, "abando"_ba, "zzz"_ba, "zoom"_ba, "a"_ba, "~"_ba,
                             "ab\xc3\xa4"_ba, QByteArray("about\0", 6), "about,"_ba, "1."_ba})
        QTest::newRow(word.constData())
            << repeated("abandon", 11) + ' ' + word << "words.unknown"_ba;
}

void tst_Bip39::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, code);
    const auto read = parsed(text);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Malformed);
    QCOMPARE(read.error().code, code);
    QCOMPARE(entropyOf(tests::secret(text)).error(), read.error());
}

void tst_Bip39::namesEveryUnknownWordByItsPlace()
{
    const auto one = parsed("abandon abandon abandn " + repeated("abandon", 9));
    QCOMPARE(one.error().data, (QJsonObject {{u"position"_s, 3}, {u"positions"_s, u"3"_s}}));
    const auto two = parsed("abandon x " + repeated("abandon", 9) + " y");
    QCOMPARE(two.error().data, (QJsonObject {{u"position"_s, 2}, {u"positions"_s, u"2, 12"_s}}));
    QCOMPARE(parsed("abandon").error().data, (QJsonObject {{u"found"_s, 1}}));
}

void tst_Bip39::neverRepeatsAWord()
{
    for (const auto &text :
         {"topsecretx"_ba, repeated("topsecretx", 12), repeated("abandon", 12)}) {
        const auto error = parsed(text).error();
        QVERIFY(error.detail.isEmpty());
        QVERIFY(!QJsonDocument(error.data).toJson().contains("topsecret"));
        QVERIFY(!QJsonDocument(error.data).toJson().contains("abandon"));
    }
}

void tst_Bip39::refusesOtherEntropy()
{
    for (const int size : {0, 1, 12, 15, 17, 31, 33, 36, 64}) {
        const auto made = sentenceOf(Secret::create(size));
        QVERIFY(!made);
        QCOMPARE(made.error().kind, Error::Kind::OutOfRange);
        QCOMPARE(made.error().code, "words.entropy"_ba);
    }
}

void tst_Bip39::findsWords()
{
    const auto sentence = tests::secret(known);
    const auto word = [&](int position) {
        const auto found = wordAt(sentence, position);
        return QByteArrayView(found.data(), std::ssize(found)).toByteArray();
    };
    QCOMPARE(word(1), "abandon"_ba);
    QCOMPARE(word(12), "about"_ba);
    QCOMPARE(word(0), ""_ba);
    QCOMPARE(word(13), ""_ba);
    QCOMPARE(word(-1), ""_ba);
}

void tst_Bip39::comesBack()
{
    QVERIFY(rc::check("entropyOf(sentenceOf(entropy)) = entropy", [] {
        const auto size = *rc::gen::element<size_t>(16, 20, 24, 28, 32);
        const auto bytes = *rc::gen::container<std::string>(size, rc::gen::arbitrary<char>());
        const auto entropy = tests::secret(QByteArray::fromStdString(bytes));
        const auto sentence = sentenceOf(entropy);
        RC_ASSERT(sentence.has_value());
        RC_ASSERT(entropyOf(*sentence).value() == entropy);
        RC_ASSERT(parseSentence(sentence->view()).value() == *sentence);
    }));
}

void tst_Bip39::neverCrashesOnNoise()
{
    QVERIFY(rc::check("noise is refused", [](const std::string &noise) {
        RC_ASSERT(!parsed(QByteArray::fromStdString(noise)).has_value());
    }));
}

QTEST_GUILESS_MAIN(tst_Bip39)
#include "tst_bip39.moc"
