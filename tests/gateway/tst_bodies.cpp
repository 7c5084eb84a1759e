// SPDX-License-Identifier: MIT
#include "core/gateway/limits.h"
#include "tests/gateway/gate.h"

#include <QTest>

#include <unistd.h>

#include <array>
#include <cerrno>

using namespace Qt::StringLiterals;
using namespace tuppence;
using namespace tuppence::gateway;
using namespace tuppence::test;

/// What is streamed with a request or an answer.
class tst_Bodies : public GateTest
{
    Q_OBJECT

private Q_SLOTS:

    void bodiesAreGathered()
    {
        Peer peer(m_gate->path(u"ask"_s));
        peer.hello(someKey());
        peer.request(1, "echo", {{"body", true}});
        std::ignore = peer.socket.sendPart(1, QByteArray(100'000, 'x'));
        std::ignore = peer.socket.sendPart(1, QByteArray(23, 'x'));
        std::ignore = peer.socket.sendEnd(1);
        QCOMPARE(peer.next()["result"]["body"].get<int>(), 100'023);
    }

    void tooLargeABodyIsRefusedAndForgotten()
    {
        Peer peer(m_gate->path(u"ask"_s));
        peer.hello(someKey());
        peer.request(1, "echo", {{"body", true}});
        qsizetype sent = 0;
        const auto sendMore = [&] {
            const auto size = std::min<qsizetype>(peer.socket.credit(1), longestBody + 1 - sent);
            if (size > 0 && peer.socket.sendPart(1, QByteArray(size, 'x')))
                sent += size;
            return sent > longestBody;
        };
        QTRY_VERIFY(sendMore());
        QCOMPARE(codeOf(peer.next()), QByteArray("gateway.body_too_large"));
        peer.request(2, "echo");
        QCOMPARE(peer.next()["id"].get<int>(), 2);
    }

    void theBodyOfARequestThatWaitsCounts()
    {
        Peer peer(m_gate->path(u"ask"_s));
        peer.hello(someKey());
        peer.request(1, "hold", {{"body", true}});
        qsizetype sent = 0;
        const auto sendMore = [&] {
            const auto size = std::min<qsizetype>(peer.socket.credit(1), longestBody - sent);
            if (size > 0 && peer.socket.sendPart(1, QByteArray(size, 'x')))
                sent += size;
            return sent == longestBody;
        };
        QTRY_VERIFY(sendMore());
        std::ignore = peer.socket.sendEnd(1);
        const auto sendOneByte = [&](quint32 id) {
            peer.request(static_cast<int>(id), "echo", {{"body", true}});
            std::ignore = peer.socket.sendPart(id, "x");
            std::ignore = peer.socket.sendEnd(id);
            return peer.next();
        };
        QCOMPARE(codeOf(sendOneByte(2)), QByteArray("gateway.body_too_large"));
        std::ignore = peer.socket.sendCancel(1);
        QCOMPARE(codeOf(peer.next()), QByteArray("gateway.cancelled"));
        QCOMPARE(sendOneByte(3)["result"]["body"].get<int>(), 1);
    }

    void aLengthAboveItsCapHangsUp()
    {
        Peer other(m_gate->path(u"ask"_s));
        other.hello(someKey());
        // By hand, because our own end of a socket would not send it.
        const auto raw = *net::connectUnix(m_gate->path(u"ask"_s));
        const QByteArray header("\x01\xff\xff\xff\xff", 5);
        QCOMPARE(::write(raw.descriptor(), header.constData(), 5), 5);
        const auto isHungUp = [&] {
            std::array<char, 4096> bytes {};
            const ssize_t count = ::read(raw.descriptor(), bytes.data(), bytes.size());
            return count == 0 || (count < 0 && errno == ECONNRESET);
        };
        QTRY_VERIFY(isHungUp());
        other.request(2, "echo");
        QCOMPARE(other.next()["id"].get<int>(), 2); // nobody else noticed
    }

    void aLargeAnswerStreams()
    {
        constexpr qsizetype size = 5 * 1024 * 1024 + 7;
        Peer peer(m_gate->path(u"ask"_s));
        peer.hello(someKey());
        peer.trace.clear();
        peer.request(1, "stream", {{"size", size}});
        QTRY_VERIFY_WITH_TIMEOUT(!peer.messages.isEmpty(), 20'000);
        QCOMPARE(peer.body.size(), size);
        QCOMPARE(peer.trace, (QByteArrayList {"part", "end", "message"}));
    }
};

QTEST_GUILESS_MAIN(tst_Bodies)
#include "tst_bodies.moc"
