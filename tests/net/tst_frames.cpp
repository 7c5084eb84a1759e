// SPDX-License-Identifier: MIT
#include "core/net/framereader.h"
#include "core/net/frames.h"
#include "core/net/framewriter.h"

#include <QTest>

#include <rapidcheck.h>
#include <sys/socket.h>

using namespace tuppence;
using namespace tuppence::net;
using namespace Qt::StringLiterals;

namespace {

/// The two ends of one connection.
std::pair<UnixSocket, UnixSocket> connection()
{
    int ends[2] {};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0)
        qFatal("no socket pair");
    return {UnixSocket(ends[0]), UnixSocket(ends[1])};
}

QByteArray header(quint8 kind, quint32 length)
{
    return QByteArray(1, static_cast<char>(kind))
        + QByteArray::fromHex(QByteArray::number(length, 16).rightJustified(8, '0'));
}

/// What decoding said: the error's code, or nothing.
QByteArray verdict(const QByteArray &bytes)
{
    const auto decoded = FrameHeader::decode(bytes);
    return decoded ? QByteArray() : decoded.error().code;
}

QByteArray anyBytes(int most)
{
    const auto size = *rc::gen::inRange(1, most);
    return QByteArray::fromStdString(
        *rc::gen::container<std::string>(static_cast<size_t>(size), rc::gen::arbitrary<char>()));
}

/// A frame as its parts, for comparing.
using Told = std::tuple<FrameKind, RequestNumber, QByteArray>;

Told told(const Frame &frame)
{
    const bool isSecret = frame.kind == FrameKind::Secret;
    return {frame.kind, frame.request,
            isSecret ? QByteArray(frame.secret.data(), frame.secret.size()) : frame.bytes};
}

/// A frame's bytes, and what they should tell.
std::pair<QByteArray, Told> anyFrame()
{
    const auto request = *rc::gen::inRange<RequestNumber>(1, 0xffff'ffff);
    const QByteArray bytes = anyBytes(300);
    switch (*rc::gen::inRange(1, 7)) {
    case 1:
        return {messageFrame(bytes), {FrameKind::Message, 0, bytes}};
    case 2:
        return {partFrame(request, bytes), {FrameKind::Part, request, bytes}};
    case 3:
        return {endFrame(request), {FrameKind::End, request, {}}};
    case 4:
        return {cancelFrame(request), {FrameKind::Cancel, request, {}}};
    case 5:
        return {creditFrame(request, 7), {FrameKind::Credit, request, QByteArray("\0\0\0\7", 4)}};
    default:
        return {secretFrameStart(request, bytes.size()) + bytes,
                {FrameKind::Secret, request, bytes}};
    }
}

} // namespace

class tst_Frames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesBytes();
    void judgesHeaders_data();
    void judgesHeaders();
    void readsWhatItWrites();
    void survivesNoise();
    void refusesRequestZero();
    void readsNoByteTooMany();
    void endsWithTheOtherEnd();
    void writesOnAsTheOtherEndReads();
    void givesUpWhoDoesNotRead();
};

void tst_Frames::writesBytes()
{
    QCOMPARE(messageFrame("{}").toHex(), "01000000027b7d"_ba);
    QCOMPARE(partFrame(7, "ab").toHex(), "0200000006000000076162"_ba);
    QCOMPARE(endFrame(0x01020304).toHex(), "030000000401020304"_ba);
    QCOMPARE(cancelFrame(7).toHex(), "040000000400000007"_ba);
    QCOMPARE(creditFrame(7, 0x100000).toHex(), "05000000080000000700100000"_ba);
    QCOMPARE(secretFrameStart(7, 3).toHex(), "060000000700000007"_ba);
}

void tst_Frames::judgesHeaders_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("error");

    const auto row = [](const char *name, quint8 kind, quint32 length, const char *error = "") {
        QTest::newRow(name) << header(kind, length) << QByteArray(error);
    };
    const char *const malformed = "frame.malformed";
    const char *const tooLarge = "frame.too_large";
    row("smallest message", 1, 1);
    row("largest message", 1, 262144);
    row("empty message", 1, 0, malformed);
    row("message above the cap", 1, 262145, tooLarge);
    row("smallest part", 2, 5);
    row("largest part", 2, 65540);
    row("part without bytes", 2, 4, malformed);
    row("part above the cap", 2, 65541, tooLarge);
    row("end", 3, 4);
    row("end, short", 3, 3, malformed);
    row("end, long", 3, 5, tooLarge);
    row("cancel", 4, 4);
    row("cancel, short", 4, 0, malformed);
    row("cancel, long", 4, 0xffffffff, tooLarge);
    row("credit", 5, 8);
    row("credit, short", 5, 7, malformed);
    row("credit, long", 5, 9, tooLarge);
    row("empty secret", 6, 4);
    row("largest secret", 6, 4100);
    row("secret without number", 6, 3, malformed);
    row("secret above the cap", 6, 4101, tooLarge);
    row("kind 0", 0, 4, malformed);
    row("kind 7", 7, 4, malformed);
    row("kind 255", 255, 4, malformed);
    row("everything at its most", 1, 0xffffffff, tooLarge);
    QTest::newRow("short header") << QByteArray(4, 1) << QByteArray(malformed);
    QTest::newRow("long header") << QByteArray(6, 1) << QByteArray(malformed);
}

void tst_Frames::judgesHeaders()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, error);
    QCOMPARE(verdict(bytes), error);
    if (error.isEmpty()) {
        const auto encoded = FrameHeader::decode(bytes)->encode();
        QCOMPARE(QByteArray(encoded.data(), encoded.size()), bytes);
    }
}

void tst_Frames::readsWhatItWrites()
{
    QVERIFY(rc::check("whole or in pieces", [] {
        QList<Told> expected;
        QByteArray wire;
        for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
            const auto [bytes, frame] = anyFrame();
            wire += bytes;
            expected.append(frame);
        }
        auto [here, there] = connection();
        FrameReader reader;
        QList<Told> received;
        while (!wire.isEmpty()) {
            const auto piece = *rc::gen::inRange<qsizetype>(1, wire.size() + 1);
            RC_ASSERT(::send(here.descriptor(), wire.constData(), static_cast<size_t>(piece), 0)
                      == piece);
            wire.remove(0, piece);
            for (auto frame = reader.next(there); *frame; frame = reader.next(there))
                received.append(told(**frame));
        }
        RC_ASSERT(received == expected);
    }));
}

void tst_Frames::survivesNoise()
{
    QVERIFY(rc::check("noise ends in an error or waits for more", [] {
        auto [here, there] = connection();
        const QByteArray noise = anyBytes(400);
        ::send(here.descriptor(), noise.constData(), static_cast<size_t>(noise.size()), 0);
        FrameReader reader;
        auto frame = reader.next(there);
        while (frame && *frame)
            frame = reader.next(there);
        const bool isCalm = frame || frame.error().code.startsWith("frame.");
        RC_ASSERT(isCalm);
    }));
}

void tst_Frames::refusesRequestZero()
{
    for (const QByteArray &bytes : {partFrame(0, "x"), endFrame(0), cancelFrame(0),
                                    creditFrame(0, 1), secretFrameStart(0, 0)}) {
        auto [here, there] = connection();
        ::send(here.descriptor(), bytes.constData(), static_cast<size_t>(bytes.size()), 0);
        QCOMPARE(FrameReader().next(there).error().code, "frame.malformed"_ba);
    }
}

void tst_Frames::readsNoByteTooMany()
{
    auto [here, there] = connection();
    const QByteArray bytes = secretFrameStart(1, 3) + "abc" + "rest";
    ::send(here.descriptor(), bytes.constData(), static_cast<size_t>(bytes.size()), 0);
    QVERIFY(FrameReader().next(there)->has_value());
    char rest[10] {};
    QCOMPARE(::recv(there.descriptor(), rest, sizeof rest, 0), 4);
    QCOMPARE(QByteArray(rest, 4), "rest"_ba);
}

void tst_Frames::endsWithTheOtherEnd()
{
    auto [here, there] = connection();
    FrameReader reader;
    QVERIFY(!reader.next(there)->has_value());
    here.close();
    QCOMPARE(reader.next(there).error().code, "socket.closed"_ba);
    FrameWriter writer;
    writer.append(endFrame(1));
    QCOMPARE(writer.write(there).error().code, "socket.closed"_ba);
}

void tst_Frames::writesOnAsTheOtherEndReads()
{
    auto [here, there] = connection();
    FrameWriter writer;
    FrameReader reader;
    const QByteArray large(mostMessageBytes, 'm');
    for (int i = 0; i < 8; ++i)
        writer.append(messageFrame(large));
    writer.append(secretFrameStart(1, 6));
    QByteArray word = "secret";
    writer.append(Secret::take(word.data(), word.size()));
    QCOMPARE(word, QByteArray(6, '\0'));
    QList<Told> received;
    while (received.size() < 9) {
        QVERIFY(writer.write(here));
        auto frame = reader.next(there);
        QVERIFY(frame);
        if (*frame)
            received.append(told(**frame));
    }
    QCOMPARE(writer.waitingBytes(), 0);
    QCOMPARE(received.first(), (Told {FrameKind::Message, 0, large}));
    QCOMPARE(received.last(), (Told {FrameKind::Secret, 1, "secret"}));
}

void tst_Frames::givesUpWhoDoesNotRead()
{
    auto [here, there] = connection();
    FrameWriter writer;
    const QByteArray large = messageFrame(QByteArray(mostMessageBytes, 'm'));
    bool isGivenUp = false;
    int sent = 0;
    while (!isGivenUp && sent < 100) {
        writer.append(large);
        ++sent;
        isGivenUp = !writer.write(here);
    }
    QVERIFY(isGivenUp);
    QVERIFY(writer.waitingBytes() <= FrameWriter::mostWaitingBytes + large.size());
    QVERIFY(qint64 {sent} * large.size() > FrameWriter::mostWaitingBytes);
}

QTEST_GUILESS_MAIN(tst_Frames)
#include "tst_frames.moc"
