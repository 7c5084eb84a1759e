// SPDX-License-Identifier: MIT
#include "core/vault/storage.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace tuppence;
using namespace tuppence::vault;
using namespace Qt::StringLiterals;

class tst_Storage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsWhatWasWritten();
    void replacesTheOld();
    void isForThisUserAlone();
    void leavesNothingBeside();
    void ignoresWhatACrashLeft();
    void keepsTheOldWhenTheDiskIsFull();
    void saysThatThereIsNone();
    void refusesATooLongFile();
    void failsWithoutAFolder();
    void failsWhereAFolderIsInTheWay();
    void removesBoth();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"vault.sealed"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

void tst_Storage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void tst_Storage::readsWhatWasWritten()
{
    QCOMPARE(replaceWhole(path(), "one"), Done {});
    QCOMPARE(readWhole(path()), "one");
}

void tst_Storage::replacesTheOld()
{
    QCOMPARE(replaceWhole(path(), "a long one"), Done {});
    QCOMPARE(replaceWhole(path(), "two"), Done {});
    QCOMPARE(readWhole(path()), "two");
}

void tst_Storage::isForThisUserAlone()
{
    const auto before = ::umask(0);
    const auto written = replaceWhole(path(), "one");
    ::umask(before);
    QCOMPARE(written, Done {});
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(path()) & others));
}

void tst_Storage::leavesNothingBeside()
{
    QCOMPARE(replaceWhole(path(), "one"), Done {});
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList {u"vault.sealed"_s});
}

void tst_Storage::ignoresWhatACrashLeft()
{
    QCOMPARE(replaceWhole(path(), "one"), Done {});
    write(path() + u".new"_s, "half of tw");
    QCOMPARE(readWhole(path()), "one");
    QCOMPARE(replaceWhole(path(), "two"), Done {});
    QCOMPARE(readWhole(path()), "two");
    leavesNothingBeside();
}

void tst_Storage::keepsTheOldWhenTheDiskIsFull()
{
    QCOMPARE(replaceWhole(path(), "one"), Done {});
    const QByteArray longer(1000, 'x');
    const auto child = ::fork();
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit fewBytes {100, 100};
        ::setrlimit(RLIMIT_FSIZE, &fewBytes);
        const auto written = replaceWhole(path(), longer);
        ::_exit(!written && written.error().code == "vault.storage" ? 7 : 8);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 7);
    QCOMPARE(readWhole(path()), "one");
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList {u"vault.sealed"_s});
}

void tst_Storage::saysThatThereIsNone()
{
    QCOMPARE(readWhole(path()).error().code, "vault.none");
}

void tst_Storage::refusesATooLongFile()
{
    write(path(), QByteArray(64 * 1024, 'x'));
    QVERIFY(readWhole(path()));
    write(path(), QByteArray(64 * 1024 + 1, 'x'));
    QCOMPARE(readWhole(path()).error().code, "vault.damaged");
}

void tst_Storage::failsWithoutAFolder()
{
    const auto written = replaceWhole(m_folder->filePath(u"none/vault.sealed"_s), "one");
    QVERIFY(!written);
    QCOMPARE(written.error().kind, Error::Kind::Storage);
    QCOMPARE(written.error().code, "vault.storage");
    QCOMPARE(removeWhole(path()).error().code, "vault.storage");
}

void tst_Storage::failsWhereAFolderIsInTheWay()
{
    QVERIFY(QDir().mkpath(path() + u"/inside"_s));
    QCOMPARE(readWhole(path()).error().code, "vault.storage");
    QCOMPARE(replaceWhole(path(), "one").error().code, "vault.storage");
}

void tst_Storage::removesBoth()
{
    QCOMPARE(replaceWhole(path(), "one"), Done {});
    write(path() + u".new"_s, "half of tw");
    QCOMPARE(removeWhole(path()), Done {});
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

QTEST_GUILESS_MAIN(tst_Storage)
#include "tst_storage.moc"
