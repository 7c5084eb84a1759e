// SPDX-License-Identifier: MIT
#include "core/base/errortext.h"
#include "core/gateway/paths.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace tuppence;

namespace {

/// A tuppenced in a folder of its own, started as from a shell in that folder.
class Daemon
{
public:
    Daemon()
    {
        QProcessEnvironment environment;
        environment.insert(u"TUPPENCE_HOME"_s, folder.path());
        m_process.setProcessEnvironment(environment);
        m_process.setWorkingDirectory(folder.path());
    }

    ~Daemon()
    {
        if (!m_goesOn)
            return;
        QFile lock(m_paths.lockFile());
        if (!lock.open(QIODevice::ReadOnly))
            qFatal("the lock cannot be read");
        kill(lock.readLine().trimmed().toInt(), SIGTERM);
        // It keeps the lock until its very end.
        if (!QTest::qWaitFor([&] { return flock(lock.handle(), LOCK_EX | LOCK_NB) == 0; }, 20'000))
            qFatal("tuppenced does not end");
    }

    /// Waits until the program that was started ends, and gives its exit code.
    int start(const QStringList &arguments)
    {
        m_process.start(QCoreApplication::applicationDirPath() + u"/../../app/daemon/tuppenced"_s,
                        arguments);
        if (!m_process.waitForFinished())
            qFatal("tuppenced does not go into the background");
        m_goesOn = m_process.exitCode() == 0;
        return m_process.exitCode();
    }

    QString said() { return QString::fromUtf8(m_process.readAllStandardError()); }

    QTemporaryDir folder;

private:
    gateway::Paths m_paths {folder.path(), folder.path()};
    QProcess m_process;
    bool m_goesOn = false;
};

/// A pipe whose ends every program inherits.
struct Pipe
{
    Pipe()
    {
        if (pipe(ends.data()) != 0)
            qFatal("there is no pipe");
    }

    ~Pipe()
    {
        close(ends[0]);
        closeWriting();
    }

    void closeWriting()
    {
        if (ends[1] >= 0)
            close(std::exchange(ends[1], -1));
    }

    std::array<int, 2> ends {-1, -1};
};

} // namespace

class tst_Background : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    /// Else a caller that waits for the end of that pipe waits as long as tuppenced runs.
    void keepsNothingOpenThatWasItsCallers()
    {
        Pipe pipe;
        Daemon daemon;
        QCOMPARE(daemon.start({}), 0);
        pipe.closeWriting();
        QCOMPARE(fcntl(pipe.ends[0], F_SETFL, O_NONBLOCK), 0);
        char byte = 0;
        QCOMPARE(read(pipe.ends[0], &byte, 1), ssize_t {0});
    }

    void readsItsUnlockSecretFromTheDescriptorAllTheSame()
    {
        Pipe pipe;
        QCOMPARE(write(pipe.ends[1], "secret", 6), ssize_t {6});
        pipe.closeWriting();
        Daemon daemon;
        QCOMPARE(daemon.start({u"--unlock-fd"_s, QString::number(pipe.ends[0])}), 1);
        const QString said = daemon.said();
        const Error noWallet {Error::Kind::Refused, "vault.none", {}, {}};
        QVERIFY2(said.contains(errorText(noWallet)), qPrintable(said));
    }

    void findsItsUnlockFileWhereItWasStarted()
    {
        Daemon daemon;
        QFile file(daemon.folder.filePath(u"secret"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ReadOther));
        QCOMPARE(daemon.start({u"--unlock-file"_s, u"secret"_s}), 1);
        const QString said = daemon.said();
        const Error readable {
            Error::Kind::Refused, "gateway.unlock_file", {{u"file"_s, file.fileName()}}, {}};
        QVERIFY2(said.contains(errorText(readable)), qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(tst_Background)
#include "tst_background.moc"
