// SPDX-License-Identifier: MIT
#include "app/cli/secretfile.h"
#include "app/cli/terminal.h"
#include "app/cli/words.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

#include <array>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::cli;

namespace {

Secret secretOf(QByteArray text)
{
    return Secret::take(text.data(), text.size());
}

/// What a test's secret holds; a copy, which a program would never make.
QByteArray plain(const Secret &secret)
{
    return {secret.data(), secret.size()};
}

/// The reading end of a pipe that holds `text` and is closed at the other end.
int pipeWith(const QByteArray &text)
{
    std::array<int, 2> ends {};
    if (pipe(ends.data()) != 0
        || write(ends[1], text.constData(), static_cast<size_t>(text.size())) != text.size())
        qFatal("no pipe");
    close(ends[1]);
    return ends[0];
}

} // namespace

class tst_Words : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void areTidied_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("as they are") << QByteArray("a b c") << QByteArray("a b c");
        QTest::newRow("a line each") << QByteArray("a\nb\r\nc\n") << QByteArray("a b c");
        QTest::newRow("spaces") << QByteArray("  a \t b  ") << QByteArray("a b");
        QTest::newRow("nothing") << QByteArray(" \n") << QByteArray();
    }

    void areTidied()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(plain(tidied(secretOf(text))), expected);
    }

    void areSplitWhereTheyStand()
    {
        const Secret words = secretOf("one two three");
        const auto list = splitWords(words);
        QCOMPARE(list.size(), 3);
        QVERIFY(list.at(1).data() == words.data() + 4); // QCOMPARE would read them as text
        QCOMPARE(list.at(2), QByteArrayView("three"));
    }

    void linesAreReadOneByOne()
    {
        const int descriptor = pipeWith("old one\nnew one\r\n");
        QCOMPARE(plain(*readSecretLine(descriptor)), QByteArray("old one"));
        QCOMPARE(plain(*readSecretLine(descriptor)), QByteArray("new one"));
        QCOMPARE(readSecretLine(descriptor).error().code, QByteArray("usage.secret_missing"));
        close(descriptor);
    }

    void aLastLineNeedsNoEnd()
    {
        const int descriptor = pipeWith("secret");
        QCOMPARE(plain(*readSecretLine(descriptor)), QByteArray("secret"));
        close(descriptor);
    }

    void badLinesAreNamed()
    {
        const int longLine = pipeWith(QByteArray(longestSecret + 1, 'x'));
        QCOMPARE(readSecretLine(longLine).error().code, QByteArray("usage.secret_too_long"));
        close(longLine);
        QCOMPARE(readSecretLine(-1).error().code, QByteArray("usage.read_failed"));
        const int interrupted = pipeWith("ab\x03");
        QCOMPARE(readSecretLine(interrupted).error().code, QByteArray("usage.interrupted"));
        close(interrupted);
    }

    void aSecretFileIsNewAndPrivate()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"words"_s);
        {
            auto file = SecretFile::create(path);
            QVERIFY(file->write(secretOf("one two")));
        }

        struct stat found
        {
        };

        QCOMPARE(stat(QFile::encodeName(path).constData(), &found), 0);
        QCOMPARE(found.st_mode & 07777, mode_t {0600});
        QCOMPARE(readSecretFile(path)->view(), QByteArrayView("one two\n"));
        QCOMPARE(SecretFile::create(path).error().code, QByteArray("usage.file_exists"));
        QCOMPARE(SecretFile::create(u"/no/such/folder/x"_s).error().code,
                 QByteArray("usage.output_failed"));
    }

    void aSecretFileThatWasNotWrittenGoes()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"words"_s);
        {
            const auto file = SecretFile::create(path);
            QVERIFY(QFile::exists(path));
        }
        QVERIFY(!QFile::exists(path));
    }

    void filesThatHoldNoSecretAreNamed()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"f"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(readSecretFile(file.fileName()).error().code, QByteArray("usage.secret_missing"));
        file.write(QByteArray(longestSecret + 1, 'x'));
        file.close();
        QCOMPARE(readSecretFile(file.fileName()).error().code, QByteArray("usage.secret_too_long"));
        QCOMPARE(readSecretFile(folder.filePath(u"none"_s)).error().code,
                 QByteArray("usage.read_failed"));
        QCOMPARE(readSecretFile(folder.path()).error().code, QByteArray("usage.read_failed"));
    }
};

QTEST_GUILESS_MAIN(tst_Words)
#include "tst_words.moc"
