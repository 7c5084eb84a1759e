// SPDX-License-Identifier: MIT
#include "core/net/unixsocket.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>

using namespace tuppence;
using namespace tuppence::net;
using namespace Qt::StringLiterals;

class tst_UnixSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void listensForItsOwnerAlone();
    void takesAPathOf107Bytes();
    void refusesALongerPath();
    void findsNobody();
    void leavesAFileThatStandsThere();
    void restoresTheUmask();
    void leaksNoDescriptor();
    void knowsItsPeer();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"s"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    UnixSocket m_listener;
};

void tst_UnixSocket::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_listener = listenUnix(path()).value();
}

void tst_UnixSocket::cleanup()
{
    m_listener.close();
    m_folder.reset();
}

void tst_UnixSocket::listensForItsOwnerAlone()
{
    struct stat status
    {
    };

    QCOMPARE(::stat(QFile::encodeName(path()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 07777U, 0600U);
    QVERIFY(S_ISSOCK(status.st_mode));
}

void tst_UnixSocket::takesAPathOf107Bytes()
{
    const QString longest = m_folder->filePath(QString(106 - m_folder->path().size(), u'x'));
    QCOMPARE(QFile::encodeName(longest).size(), 107);
    const auto listener = listenUnix(longest);
    QVERIFY(listener.has_value());
    QVERIFY(connectUnix(longest).has_value());
}

void tst_UnixSocket::refusesALongerPath()
{
    const QString tooLong = u"/ä/"_s + QString(104, u'x'); // 107 characters, 108 bytes
    for (const auto &result : {listenUnix(tooLong).error(), connectUnix(tooLong).error()}) {
        QCOMPARE(result.kind, Error::Kind::OutOfRange);
        QCOMPARE(result.code, "socket.path_too_long"_ba);
        QCOMPARE(result.data,
                 (QJsonObject {{u"path"_s, tooLong}, {u"bytes"_s, 108}, {u"most"_s, 107}}));
    }
}

void tst_UnixSocket::findsNobody()
{
    QCOMPARE(connectUnix(m_folder->filePath(u"none"_s)).error().code, "socket.nobody"_ba);
    m_listener.close(); // its file stays
    QCOMPARE(connectUnix(path()).error().code, "socket.nobody"_ba);
}

void tst_UnixSocket::leavesAFileThatStandsThere()
{
    const auto error = listenUnix(path()).error();
    QCOMPARE(error.kind, Error::Kind::Storage);
    QCOMPARE(error.code, "socket.failed"_ba);
    QVERIFY(!error.data.value(u"reason"_s).toString().isEmpty());
    QVERIFY(connectUnix(path()).has_value());
}

void tst_UnixSocket::restoresTheUmask()
{
    const mode_t before = ::umask(0022);
    const auto listener = listenUnix(m_folder->filePath(u"t"_s));
    const mode_t after = ::umask(before);
    QCOMPARE(after, mode_t {0022});
}

void tst_UnixSocket::leaksNoDescriptor()
{
    const UnixSocket connected = connectUnix(path()).value();
    const UnixSocket accepted = acceptUnix(m_listener).value();
    for (const UnixSocket *socket : {&std::as_const(m_listener), &connected, &accepted}) {
        QVERIFY(::fcntl(socket->descriptor(), F_GETFD) & FD_CLOEXEC);
        QVERIFY(::fcntl(socket->descriptor(), F_GETFL) & O_NONBLOCK);
    }
    QCOMPARE(acceptUnix(m_listener).error().code, "socket.nobody"_ba);
}

void tst_UnixSocket::knowsItsPeer()
{
    const UnixSocket connected = connectUnix(path()).value();
    const UnixSocket accepted = acceptUnix(m_listener).value();
    for (const UnixSocket *socket : {&connected, &accepted}) {
        const auto peer = socket->peer();
        QCOMPARE(peer->uid, ::getuid());
        QCOMPARE(peer->gid, ::getgid());
        QCOMPARE(peer->pid, ::getpid());
    }
    QCOMPARE(UnixSocket().peer().error().code, "socket.failed"_ba);
}

QTEST_GUILESS_MAIN(tst_UnixSocket)
#include "tst_unixsocket.moc"
