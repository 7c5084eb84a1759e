// SPDX-License-Identifier: MIT
#include "app/daemon/options.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuppence;
using daemon::Options;

namespace {

Result<Options> parsed(const QStringList &arguments)
{
    return Options::parse(QStringList {u"tuppenced"_s} + arguments);
}

} // namespace

class tst_Options : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void sayNothingByThemselves()
    {
        const auto options = parsed({});
        QCOMPARE(options->task, Options::Task::Run);
        QVERIFY(!options->foreground);
        QVERIFY(!options->untilIdle);
        QVERIFY(options->unlockFile.isEmpty());
        QCOMPARE(options->unlockDescriptor, -1);
    }

    void theUnlockFileIsMeantFromHere_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("path");
        const QString here = QDir::currentPath() + u'/';
        QTest::newRow("absolute") << u"/run/secret"_s << u"/run/secret"_s;
        QTest::newRow("relative") << u"secret"_s << here + u"secret"_s;
        QTest::newRow("in a folder") << u"../a/secret"_s << here + u"../a/secret"_s;
        QTest::newRow("colon") << u":secret"_s << here + u":secret"_s;
    }

    void theUnlockFileIsMeantFromHere()
    {
        QFETCH(QString, file);
        QFETCH(QString, path);
        QCOMPARE(parsed({u"--unlock-file"_s, file})->unlockFile, path);
    }

    void anOpenDescriptorIsTaken()
    {
        QCOMPARE(parsed({u"--unlock-fd"_s, u"2"_s})->unlockDescriptor, 2);
    }

    void whatIsNotUnderstoodIsSaid_data()
    {
        QTest::addColumn<QStringList>("line");
        QTest::newRow("an unknown option") << QStringList {u"--loud"_s};
        QTest::newRow("a word") << QStringList {u"now"_s};
        QTest::newRow("no file") << QStringList {u"--unlock-file"_s};
        QTest::newRow("an empty file name") << QStringList {u"--unlock-file="_s};
        QTest::newRow("no number") << QStringList {u"--unlock-fd"_s, u"three"_s};
        QTest::newRow("a negative number") << QStringList {u"--unlock-fd=-1"_s};
        QTest::newRow("a closed descriptor") << QStringList {u"--unlock-fd"_s, u"987654"_s};
        QTest::newRow("both") << QStringList {u"--unlock-fd"_s, u"2"_s, u"--unlock-file"_s,
                                              u"secret"_s};
    }

    void whatIsNotUnderstoodIsSaid()
    {
        QFETCH(QStringList, line);
        const auto options = parsed(line);
        QVERIFY(!options.has_value());
        QCOMPARE(options.error().code, QByteArray("usage.tuppenced"));
    }
};

QTEST_GUILESS_MAIN(tst_Options)
#include "tst_options.moc"
