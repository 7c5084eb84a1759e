// SPDX-License-Identifier: MIT
#include "app/cli/draftfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::cli;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

} // namespace

class tst_DraftFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void getsItsNameWhenItIsWhole()
    {
        auto draft = DraftFile::create(path(), false);
        QVERIFY(draft->write("one ").has_value() && draft->write("two").has_value());
        QVERIFY(!QFile::exists(path()));
        QVERIFY(draft->commit().has_value());
        QCOMPARE(contentOf(path()), QByteArray("one two"));
        QCOMPARE(QFile::permissions(path()) & 0x0777, QFile::ReadUser | QFile::WriteUser);
        QCOMPARE(files(), QStringList {u"file"_s});
    }

    void leavesNothingWhereItIsNotFinished()
    {
        {
            auto draft = DraftFile::create(path(), false);
            QVERIFY(draft->write("half").has_value());
            QCOMPARE(files().size(), 1);
        }
        QCOMPARE(files(), QStringList());
    }

    void overwritesOnlyWhereItMay()
    {
        write("mine");
        QCOMPARE(DraftFile::create(path(), false).error().code, QByteArray("usage.file_exists"));
        auto draft = DraftFile::create(path(), true);
        QVERIFY(draft->write("new").has_value());
        QCOMPARE(contentOf(path()), QByteArray("mine"));
        QVERIFY(draft->commit().has_value());
        QCOMPARE(contentOf(path()), QByteArray("new"));
    }

    void whatCameMeanwhileStays()
    {
        {
            auto draft = DraftFile::create(path(), false);
            QVERIFY(draft->write("new").has_value());
            write("mine");
            QCOMPARE(draft->commit().error().code, QByteArray("usage.file_exists"));
        }
        QCOMPARE(contentOf(path()), QByteArray("mine"));
        QCOMPARE(files(), QStringList {u"file"_s});
    }

    void saysWhyItCannotBeWritten()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(u"file"_s));
        QCOMPARE(DraftFile::create(path(), true).error().code, QByteArray("usage.not_a_file"));
        QCOMPARE(DraftFile::create(path() + u"/no/file"_s, false).error().code,
                 QByteArray("usage.output_failed"));
    }

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"file"_s); }

    void write(const QByteArray &content) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_DraftFile)
#include "tst_draftfile.moc"
