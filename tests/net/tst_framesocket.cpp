// SPDX-License-Identifier: MIT
#include "core/net/framesocket.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

using namespace tuppence;
using namespace tuppence::net;
using namespace Qt::StringLiterals;

namespace {

Secret secretOf(QByteArray word)
{
    return Secret::take(word.data(), word.size());
}

void sendRaw(const UnixSocket &socket, const QByteArray &bytes)
{
    if (::send(socket.descriptor(), bytes.constData(), static_cast<size_t>(bytes.size()),
               MSG_NOSIGNAL)
        != bytes.size())
        qFatal("the kernel takes no more");
}

} // namespace

class tst_FrameSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void knowsItsPeer();
    void carriesEveryKind();
    void closesOnNoise_data();
    void closesOnNoise();
    void refusesWhatIsTooLarge();
    void givesUpWhoDoesNotRead();
    void pausesAndResumes();
    void closesGently();
    void saysOnceThatItIsClosed();
    void wipesASecretNobodyTook();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"s"_s); }

    /// Connects `m_here` with `raw`, whose bytes the test writes and reads itself.
    [[nodiscard]] UnixSocket rawPeer();

    std::unique_ptr<QTemporaryDir> m_folder;
    UnixSocket m_listener;
    std::unique_ptr<FrameSocket> m_here; ///< the wallet's end
    std::unique_ptr<FrameSocket> m_there;
};

void tst_FrameSocket::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_listener = listenUnix(path()).value();
    m_there = std::make_unique<FrameSocket>(connectUnix(path()).value());
    m_here = std::make_unique<FrameSocket>(acceptUnix(m_listener).value());
}

void tst_FrameSocket::cleanup()
{
    m_here.reset();
    m_there.reset();
    m_listener.close();
    m_folder.reset();
}

UnixSocket tst_FrameSocket::rawPeer()
{
    UnixSocket raw = connectUnix(path()).value();
    m_here = std::make_unique<FrameSocket>(acceptUnix(m_listener).value());
    return raw;
}

void tst_FrameSocket::knowsItsPeer()
{
    for (const FrameSocket *end : {m_here.get(), m_there.get()}) {
        QCOMPARE(end->peer().uid, ::getuid());
        QCOMPARE(end->peer().gid, ::getgid());
        QCOMPARE(end->peer().pid, ::getpid());
    }
    QCOMPARE(UnixSocket().peer().error().code, "socket.failed"_ba);
}

void tst_FrameSocket::carriesEveryKind()
{
    QStringList received;
    connect(m_here.get(), &FrameSocket::messageReceived, this, [&](const QByteArray &json) {
        received.append(u"message %1"_s.arg(QString::fromUtf8(json)));
    });
    connect(m_here.get(), &FrameSocket::partReceived, this,
            [&](RequestNumber request, const QByteArray &bytes) {
                received.append(u"part %1 %2"_s.arg(request).arg(QString::fromUtf8(bytes)));
            });
    connect(m_here.get(), &FrameSocket::endReceived, this,
            [&](RequestNumber request) { received.append(u"end %1"_s.arg(request)); });
    connect(m_here.get(), &FrameSocket::cancelReceived, this,
            [&](RequestNumber request) { received.append(u"cancel %1"_s.arg(request)); });
    connect(m_here.get(), &FrameSocket::secretReceived, this,
            [&](RequestNumber request, Secret &secret) {
                received.append(u"secret %1 %2"_s.arg(request).arg(
                    QString::fromUtf8(secret.data(), secret.size())));
            });
    QVERIFY(m_there->sendMessage("{}"));
    QVERIFY(m_there->sendPart(4294967295, "abc"));
    QVERIFY(m_there->sendEnd(4294967295));
    QVERIFY(m_there->sendCancel(2));
    QVERIFY(m_there->sendSecret(3, secretOf("word")));
    QVERIFY(m_there->sendSecret(4, Secret()));
    QTRY_COMPARE(received,
                 (QStringList {u"message {}"_s, u"part 4294967295 abc"_s, u"end 4294967295"_s,
                               u"cancel 2"_s, u"secret 3 word"_s, u"secret 4 "_s}));
}

void tst_FrameSocket::closesOnNoise_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("unknown kind") << QByteArray("\x09\0\0\0\4abcd", 9);
    QTest::newRow("HTTP") << "GET / HTTP/1.1\r\n\r\n"_ba;
    QTest::newRow("message of 4 GiB") << QByteArray("\1\xff\xff\xff\xff", 5);
    QTest::newRow("secret of 4 GiB") << QByteArray("\6\xff\xff\xff\xff", 5);
    QTest::newRow("end of the wrong length") << QByteArray("\3\0\0\0\5abcde", 10);
    QTest::newRow("request 0") << QByteArray("\3\0\0\0\4\0\0\0\0", 9);
}

void tst_FrameSocket::closesOnNoise()
{
    QFETCH(const QByteArray, bytes);
    const UnixSocket raw = rawPeer();
    QSignalSpy received(m_here.get(), &FrameSocket::messageReceived);
    QSignalSpy closed(m_here.get(), &FrameSocket::closed);
    sendRaw(raw, messageFrame("before") + bytes);
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(received.size(), 1);
    QVERIFY(!m_here->isOpen());
    char c = 0;
    QVERIFY(::recv(raw.descriptor(), &c, 1, 0) <= 0);
}

void tst_FrameSocket::refusesWhatIsTooLarge()
{
    QVERIFY(m_here->sendMessage(QByteArray(mostMessageBytes, 'x')));
    QCOMPARE(m_here->sendMessage(QByteArray(mostMessageBytes + 1, 'x')).error().code,
             "frame.too_large"_ba);
    QCOMPARE(m_here->sendMessage("").error().code, "frame.malformed"_ba);
    QCOMPARE(m_here->sendSecret(1, Secret::create(mostSecretBytes + 1)).error().code,
             "frame.too_large"_ba);
    QVERIFY(m_here->isOpen());
}

void tst_FrameSocket::givesUpWhoDoesNotRead()
{
    m_there->pause();
    const QByteArray large(mostMessageBytes, 'x');
    Result<Done> sent = Done {};
    for (int i = 0; i < 100 && sent; ++i)
        sent = m_here->sendMessage(large);
    QCOMPARE(sent.error().code, "socket.closed"_ba);
    QVERIFY(!m_here->isOpen());
    QCOMPARE(m_here->waitingBytes(), 0);
}

void tst_FrameSocket::pausesAndResumes()
{
    QSignalSpy received(m_here.get(), &FrameSocket::messageReceived);
    QSignalSpy back(m_there.get(), &FrameSocket::messageReceived);
    connect(m_here.get(), &FrameSocket::messageReceived, m_here.get(), [&] { m_here->pause(); });
    QVERIFY(m_there->sendMessage("1"));
    QVERIFY(m_there->sendMessage("2"));
    QTRY_COMPARE(received.size(), 1);
    QVERIFY(m_here->sendMessage("back")); // what comes after this turn of the loop is proof enough
    QTRY_COMPARE(back.size(), 1);
    QCOMPARE(received.size(), 1);
    m_here->resume();
    QTRY_COMPARE(received.size(), 2);
}

void tst_FrameSocket::closesGently()
{
    m_there->pause();
    const QByteArray large(mostMessageBytes, 'x');
    for (int i = 0; i < 8; ++i)
        QVERIFY(m_here->sendMessage(large));
    QVERIFY(m_here->waitingBytes() > 0);
    m_here->closeGently();
    QVERIFY(m_here->isOpen());
    QSignalSpy received(m_there.get(), &FrameSocket::messageReceived);
    QSignalSpy closed(m_there.get(), &FrameSocket::closed);
    m_there->resume();
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(received.size(), 8);
    QVERIFY(!m_here->isOpen());
}

void tst_FrameSocket::saysOnceThatItIsClosed()
{
    QSignalSpy here(m_here.get(), &FrameSocket::closed);
    QSignalSpy there(m_there.get(), &FrameSocket::closed);
    m_here->close();
    m_here->close();
    QCOMPARE(here.size(), 0); // from the event loop only
    QTRY_COMPARE(here.size(), 1);
    QTRY_COMPARE(there.size(), 1);
    QCOMPARE(m_here->sendMessage("x").error().code, "socket.closed"_ba);
    QCOMPARE(m_there->sendSecret(1, secretOf("word")).error().code, "socket.closed"_ba);
    QCoreApplication::processEvents();
    QCOMPARE(here.size(), 1);
    QCOMPARE(there.size(), 1);
}

void tst_FrameSocket::wipesASecretNobodyTook()
{
    Secret taken;
    connect(m_here.get(), &FrameSocket::secretReceived, this,
            [&](RequestNumber request, Secret &secret) {
                if (request == 2)
                    taken = std::move(secret);
            });
    QVERIFY(m_there->sendSecret(1, secretOf("one")));
    QVERIFY(m_there->sendSecret(2, secretOf("two")));
    QTRY_COMPARE(taken.size(), 3);
    QVERIFY(taken == secretOf("two"));
    QVERIFY(!(taken == secretOf("one")));
    QVERIFY(taken.clone() == taken);
}

QTEST_GUILESS_MAIN(tst_FrameSocket)
#include "tst_framesocket.moc"
