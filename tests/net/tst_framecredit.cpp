// SPDX-License-Identifier: MIT
#include "core/net/framesocket.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>

using namespace tuppence;
using namespace tuppence::net;
using namespace Qt::StringLiterals;

namespace {

void sendRaw(const UnixSocket &socket, const QByteArray &bytes)
{
    if (::send(socket.descriptor(), bytes.constData(), static_cast<size_t>(bytes.size()),
               MSG_NOSIGNAL)
        != bytes.size())
        qFatal("the kernel takes no more");
}

} // namespace

/// Bodies go no further than their receiver allows.
class tst_FrameCredit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void carriesBodiesUnderCredit();
    void cutsPartsIntoFrames();
    void forgetsTheCreditOfAWholeBody();
    void ignoresCreditForNoBody();
    void closesOnTooMuchBody();
    void closesOnTooManyBodies();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"s"_s); }

    /// Connects `m_here` with `raw`, whose bytes the test writes and reads itself.
    [[nodiscard]] UnixSocket rawPeer();

    std::unique_ptr<QTemporaryDir> m_folder;
    UnixSocket m_listener;
    std::unique_ptr<FrameSocket> m_here; ///< the wallet's end
    std::unique_ptr<FrameSocket> m_there;
};

void tst_FrameCredit::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_listener = listenUnix(path()).value();
    m_there = std::make_unique<FrameSocket>(connectUnix(path()).value());
    m_here = std::make_unique<FrameSocket>(acceptUnix(m_listener).value());
}

void tst_FrameCredit::cleanup()
{
    m_here.reset();
    m_there.reset();
    m_listener.close();
    m_folder.reset();
}

UnixSocket tst_FrameCredit::rawPeer()
{
    UnixSocket raw = connectUnix(path()).value();
    m_here = std::make_unique<FrameSocket>(acceptUnix(m_listener).value());
    return raw;
}

void tst_FrameCredit::carriesBodiesUnderCredit()
{
    qsizetype received = 0;
    connect(m_here.get(), &FrameSocket::partReceived, this,
            [&](RequestNumber, const QByteArray &bytes) { received += bytes.size(); });
    QCOMPARE(m_there->credit(1), firstCredit);
    QVERIFY(m_there->sendPart(1, QByteArray(firstCredit, 'x')));
    QCOMPARE(m_there->credit(1), 0U);
    QCOMPARE(m_there->credit(2), firstCredit);
    QCOMPARE(m_there->sendPart(1, "x").error().code, "frame.no_credit"_ba);
    QTRY_COMPARE(received, qsizetype {firstCredit});

    QSignalSpy credited(m_there.get(), &FrameSocket::credited);
    QVERIFY(m_here->sendCredit(1, 10));
    QTRY_COMPARE(credited.size(), 1);
    QCOMPARE(m_there->credit(1), 10U);
    QCOMPARE(m_there->sendPart(1, QByteArray(11, 'x')).error().code, "frame.no_credit"_ba);
    QVERIFY(m_there->sendPart(1, QByteArray(10, 'x')));
    QTRY_COMPARE(received, qsizetype {firstCredit} + 10);
    QVERIFY(m_here->isOpen());
}

void tst_FrameCredit::cutsPartsIntoFrames()
{
    QList<qsizetype> sizes;
    connect(m_here.get(), &FrameSocket::partReceived, this,
            [&](RequestNumber, const QByteArray &bytes) { sizes.append(bytes.size()); });
    QVERIFY(m_there->sendPart(1, QByteArray(2 * mostPartBytes + 1, 'x')));
    QVERIFY(m_there->sendPart(1, QByteArray()));
    QTRY_COMPARE(sizes, (QList<qsizetype> {mostPartBytes, mostPartBytes, 1}));
}

void tst_FrameCredit::forgetsTheCreditOfAWholeBody()
{
    QSignalSpy ended(m_here.get(), &FrameSocket::endReceived);
    for (int round = 1; round <= 2; ++round) {
        QVERIFY(m_there->sendPart(1, QByteArray(firstCredit, 'x')));
        QVERIFY(m_there->sendEnd(1));
        QTRY_COMPARE(ended.size(), round);
    }
    QVERIFY(m_here->isOpen());
}

void tst_FrameCredit::ignoresCreditForNoBody()
{
    QSignalSpy credited(m_there.get(), &FrameSocket::credited);
    QSignalSpy received(m_there.get(), &FrameSocket::messageReceived);
    QVERIFY(m_here->sendCredit(1, 10)); // not even sent
    QVERIFY(m_here->sendMessage("x"));
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(credited.size(), 0);
    QCOMPARE(m_there->credit(1), firstCredit);
}

void tst_FrameCredit::closesOnTooMuchBody()
{
    const UnixSocket raw = rawPeer();
    qsizetype received = 0;
    connect(m_here.get(), &FrameSocket::partReceived, this,
            [&](RequestNumber, const QByteArray &bytes) { received += bytes.size(); });
    QSignalSpy closed(m_here.get(), &FrameSocket::closed);
    for (int i = 0; i < 16; ++i) {
        sendRaw(raw, partFrame(1, QByteArray(mostPartBytes, 'x')));
        QTRY_COMPARE(received, (i + 1) * mostPartBytes);
    }
    QVERIFY(m_here->isOpen());
    sendRaw(raw, partFrame(1, "x"));
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(received, qsizetype {firstCredit});
}

void tst_FrameCredit::closesOnTooManyBodies()
{
    const UnixSocket raw = rawPeer();
    QSignalSpy received(m_here.get(), &FrameSocket::partReceived);
    QSignalSpy closed(m_here.get(), &FrameSocket::closed);
    for (RequestNumber request = 1; request <= 64; ++request)
        sendRaw(raw, partFrame(request, "x"));
    QTRY_COMPARE(received.size(), 64);
    m_here->forget(1);
    sendRaw(raw, partFrame(65, "x"));
    QTRY_COMPARE(received.size(), 65);
    QVERIFY(m_here->isOpen());
    sendRaw(raw, partFrame(66, "x"));
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(received.size(), 65);
}

QTEST_GUILESS_MAIN(tst_FrameCredit)
#include "tst_framecredit.moc"
