// SPDX-License-Identifier: MIT
#include "core/gateway/clientkey.h"
#include "core/gateway/paths.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;

namespace {

mode_t modeOf(const QString &path)
{
    struct stat found
    {
    };

    if (stat(QFile::encodeName(path).constData(), &found) != 0)
        return 0;
    return found.st_mode & 07777;
}

} // namespace

class tst_Paths : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void comeFromTheEnvironment_data()
    {
        QTest::addColumn<QStringList>("environment");
        QTest::addColumn<QString>("data");
        QTest::addColumn<QString>("sockets");
        QTest::newRow("a folder of its own")
            << QStringList {u"TUPPENCE_HOME=/w"_s, u"XDG_RUNTIME_DIR=/run/u"_s} << u"/w"_s
            << u"/w"_s;
        QTest::newRow("XDG") << QStringList {u"XDG_DATA_HOME=/d"_s, u"XDG_RUNTIME_DIR=/run/u"_s}
                             << u"/d/tuppence"_s << u"/run/u/tuppence"_s;
        QTest::newRow("home") << QStringList {u"HOME=/h"_s} << u"/h/.local/share/tuppence"_s
                              << u"/h/.local/share/tuppence"_s;
        QTest::newRow("a relative folder counts as none")
            << QStringList {u"HOME=/h"_s, u"XDG_DATA_HOME=d"_s, u"XDG_RUNTIME_DIR=r"_s}
            << u"/h/.local/share/tuppence"_s << u"/h/.local/share/tuppence"_s;
    }

    void comeFromTheEnvironment()
    {
        QFETCH(QStringList, environment);
        QFETCH(QString, data);
        QFETCH(QString, sockets);
        QProcessEnvironment variables;
        for (const QString &line : environment)
            variables.insert(line.section(u'=', 0, 0), line.section(u'=', 1));
        const auto paths = Paths::find(variables);
        QCOMPARE(paths->dataFolder, data);
        QCOMPARE(paths->askSocket(), sockets + u"/ask"_s);
        QCOMPARE(paths->ownerSocket(), sockets + u"/owner"_s);
    }

    void needAnAbsoluteHome()
    {
        QCOMPARE(Paths::find({}).error().code, QByteArray("gateway.no_home"));
        QProcessEnvironment relative;
        relative.insert(u"TUPPENCE_HOME"_s, u"w"_s);
        relative.insert(u"HOME"_s, u"/h"_s);
        QCOMPARE(Paths::find(relative).error().code, QByteArray("gateway.no_home"));
    }

    void foldersAreOursAlone()
    {
        const QTemporaryDir folder;
        const QString deep = folder.filePath(u"a/b/c"_s);
        QVERIFY(createFolder(deep).has_value());
        QCOMPARE(modeOf(deep), mode_t {0700});
        QCOMPARE(chmod(QFile::encodeName(deep).constData(), 0755), 0);
        QVERIFY(createFolder(deep).has_value());
        QCOMPARE(modeOf(deep), mode_t {0700});
    }

    void aFileIsNoFolder()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"f"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(createFolder(file.fileName()).error().code, QByteArray("gateway.folder"));
        QCOMPARE(createFolder(file.fileName() + u"/below"_s).error().code,
                 QByteArray("gateway.folder"));
    }

    void anothersFolderIsRefused()
    {
        if (geteuid() != 0)
            QSKIP("only root can give a folder away");
        const QTemporaryDir folder;
        QCOMPARE(chown(QFile::encodeName(folder.path()).constData(), 65534, 65534), 0);
        QCOMPARE(createFolder(folder.path()).error().code, QByteArray("gateway.folder_not_ours"));
    }

    void aKeyIsMadeOnce()
    {
        const QTemporaryDir folder;
        const auto made = clientKey(folder.filePath(u"clients"_s), u"cli"_s);
        const auto read = clientKey(folder.filePath(u"clients"_s), u"cli"_s);
        QCOMPARE(made->publicKey(), read->publicKey());
        QCOMPARE(modeOf(folder.filePath(u"clients/cli.key"_s)), mode_t {0600});
        QCOMPARE(QDir(folder.filePath(u"clients"_s)).entryList(QDir::Files),
                 QStringList {u"cli.key"_s});
        const auto other = clientKey(folder.filePath(u"clients"_s), u"Research-agent-2.0_x"_s);
        QVERIFY(other->publicKey() != made->publicKey());
    }

    void keysAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("mode");
        QTest::addColumn<QByteArray>("code");
        const QByteArray whole(32, 'k');
        QTest::newRow("no name") << QString() << QByteArray() << 0600
                                 << QByteArray("gateway.key_name");
        QTest::newRow("a path") << u"../x"_s << QByteArray() << 0600
                                << QByteArray("gateway.key_name");
        QTest::newRow("hidden") << u".x"_s << QByteArray() << 0600
                                << QByteArray("gateway.key_name");
        QTest::newRow("line end") << u"x\n"_s << QByteArray() << 0600
                                  << QByteArray("gateway.key_name");
        QTest::newRow("others can read it")
            << u"x"_s << whole << 0640 << QByteArray("gateway.key_readable");
        QTest::newRow("short") << u"x"_s << whole.left(31) << 0600
                               << QByteArray("gateway.key_damaged");
        QTest::newRow("long") << u"x"_s << whole + "k" << 0600 << QByteArray("gateway.key_damaged");
    }

    void keysAreRefused()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(int, mode);
        QFETCH(QByteArray, code);
        const QTemporaryDir folder;
        if (!content.isEmpty()) {
            QFile file(folder.filePath(name + u".key"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
            file.close();
            QCOMPARE(
                chmod(QFile::encodeName(file.fileName()).constData(), static_cast<mode_t>(mode)),
                0);
        }
        QCOMPARE(clientKey(folder.path(), name).error().code, code);
    }

    void aFolderInTheKeysPlaceIsAnError()
    {
        const QTemporaryDir folder;
        QVERIFY(QFile::link(folder.filePath(u"elsewhere"_s), folder.filePath(u"x.key"_s)));
        QCOMPARE(clientKey(folder.path(), u"x"_s).error().code, QByteArray("gateway.key"));
    }
};

QTEST_GUILESS_MAIN(tst_Paths)
#include "tst_paths.moc"
