// SPDX-License-Identifier: MIT
#include "core/crypto/seal.h"
#include "core/crypto/sealedstream.h"
#include "tests/crypto/vectors.h"

#include <QBuffer>
#include <QTest>

#include <rapidcheck.h>

using namespace tuppence;
using namespace tuppence::crypto;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype headerBytes = 24;
constexpr qsizetype wholeChunk = streamChunkBytes + 17;

Secret key()
{
    return tests::secret(QByteArray(sealKeyBytes, 'k'));
}

QByteArray written(const QByteArray &bytes, qsizetype step)
{
    QBuffer device;
    device.open(QIODevice::WriteOnly);
    auto writer = SealedWriter::create(key(), &device).value();
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        if (!writer.write(bytes.mid(at, step)))
            return {};
    }
    return writer.finish() ? device.data() : QByteArray();
}

Result<QByteArray> read(const QByteArray &stream, const Secret &with = key())
{
    QBuffer device;
    device.setData(stream);
    device.open(QIODevice::ReadOnly);
    auto reader = TRY(SealedReader::create(with, &device));
    QByteArray bytes;
    while (!reader.atEnd()) {
        const auto chunk = TRY(reader.read());
        bytes += chunk;
    }
    return bytes;
}

/// Takes so many bytes and no more, like a full disk; or gives an error when read.
class FailingDevice : public QIODevice
{
public:
    explicit FailingDevice(qint64 room, QByteArray toRead = {})
        : m_room(room)
        , m_toRead(std::move(toRead))
    {
        open(QIODevice::ReadWrite | QIODevice::Unbuffered);
    }

protected:
    qint64 readData(char *into, qint64 most) override
    {
        if (m_toRead.isEmpty())
            return -1;
        const auto taken = m_toRead.first(qMin(most, m_toRead.size()));
        m_toRead.remove(0, taken.size());
        std::copy(taken.begin(), taken.end(), into);
        return taken.size();
    }

    qint64 writeData(const char *, qint64 size) override
    {
        const qint64 taken = qMin(size, m_room);
        m_room -= taken;
        return taken > 0 ? taken : -1;
    }

private:
    qint64 m_room;
    QByteArray m_toRead;
};

} // namespace

class tst_SealedStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatWasWritten_data();
    void readsWhatWasWritten();
    void hasChunksOf64KiB();
    void givesOneChunkAtATime();
    void seesEveryCut();
    void seesAnUnfinishedStream();
    void seesSomethingBehindTheEnd();
    void seesChangedAndSwappedChunks();
    void refusesOtherKeys();
    void saysThatTheDiskIsFull();
    void saysThatReadingFailed();
    void endsOnce();
    void comesBackInAnySteps();
};

void tst_SealedStream::readsWhatWasWritten_data()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size :
         {qsizetype(0), qsizetype(1), streamChunkBytes - 1, streamChunkBytes, streamChunkBytes + 1,
          2 * streamChunkBytes, 2 * streamChunkBytes + 7})
        QTest::addRow("%lld bytes", static_cast<long long>(size)) << size;
}

void tst_SealedStream::readsWhatWasWritten()
{
    QFETCH(qsizetype, size);
    const QByteArray bytes(size, 'b');
    for (const qsizetype step : {qsizetype(1000), streamChunkBytes, qsizetype(1'000'000)})
        QVERIFY(read(written(bytes, step)).value() == bytes);
}

void tst_SealedStream::hasChunksOf64KiB()
{
    QCOMPARE(written({}, 1).size(), headerBytes + 17);
    QCOMPARE(written(QByteArray(streamChunkBytes, 'b'), 999).size(), headerBytes + wholeChunk);
    const auto stream = written(QByteArray(streamChunkBytes + 1, 'b'), 999);
    QCOMPARE(stream.size(), headerBytes + wholeChunk + 18);
    QVERIFY(!stream.contains("bbbbbbbb"));
}

void tst_SealedStream::givesOneChunkAtATime()
{
    QBuffer device;
    device.setData(written(QByteArray(streamChunkBytes + 5, 'b'), 4096));
    device.open(QIODevice::ReadOnly);
    auto reader = SealedReader::create(key(), &device).value();
    QCOMPARE(reader.read().value().size(), streamChunkBytes);
    QVERIFY(!reader.atEnd());
    QCOMPARE(reader.read().value().size(), 5);
    QVERIFY(reader.atEnd());
}

void tst_SealedStream::seesEveryCut()
{
    const auto stream = written(QByteArray(3 * streamChunkBytes, 'b'), 4096);
    for (const qsizetype size :
         {qsizetype(0), headerBytes - 1, headerBytes, headerBytes + 16, headerBytes + wholeChunk,
          headerBytes + wholeChunk + 1, headerBytes + 2 * wholeChunk}) {
        const auto cut = read(stream.first(size));
        QVERIFY(!cut);
        QCOMPARE(cut.error().kind, Error::Kind::Malformed);
        QCOMPARE(cut.error().code, "seal.truncated"_ba);
    }
    for (const qsizetype size : {headerBytes + 17, headerBytes + wholeChunk - 1, stream.size() - 1})
        QCOMPARE(read(stream.first(size)).error().code, "seal.not_opened"_ba);
}

void tst_SealedStream::seesAnUnfinishedStream()
{
    for (const qsizetype size :
         {qsizetype(0), qsizetype(10), streamChunkBytes, 2 * streamChunkBytes + 1}) {
        QBuffer device;
        device.open(QIODevice::WriteOnly);
        auto writer = SealedWriter::create(key(), &device).value();
        QVERIFY(writer.write(QByteArray(size, 'b')));
        QCOMPARE(read(device.data()).error().code, "seal.truncated"_ba);
    }
}

void tst_SealedStream::seesSomethingBehindTheEnd()
{
    const auto full = written(QByteArray(streamChunkBytes, 'b'), 4096);
    QCOMPARE(read(full + 'x').error().code, "seal.truncated"_ba);
    QCOMPARE(read(full + full.sliced(headerBytes)).error().code, "seal.truncated"_ba);
    QCOMPARE(read(written("short", 4096) + 'x').error().code, "seal.not_opened"_ba);
}

void tst_SealedStream::seesChangedAndSwappedChunks()
{
    const auto stream = written(QByteArray(2 * streamChunkBytes + 9, 'b'), 4096);
    for (const qsizetype at : {qsizetype(0), headerBytes, headerBytes + 100,
                               headerBytes + wholeChunk, stream.size() - 1}) {
        auto changed = stream;
        changed[at] = static_cast<char>(changed.at(at) ^ 1);
        const auto opened = read(changed);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, Error::Kind::Refused);
        QCOMPARE(opened.error().code, "seal.not_opened"_ba);
    }
    const auto header = stream.first(headerBytes);
    const auto first = stream.sliced(headerBytes, wholeChunk);
    const auto second = stream.sliced(headerBytes + wholeChunk, wholeChunk);
    const auto last = stream.sliced(headerBytes + 2 * wholeChunk);
    QVERIFY(read(header + first + second + last));
    for (const auto &swapped :
         {header + second + first + last, header + first + last, header + first + first + last})
        QCOMPARE(read(swapped).error().code, "seal.not_opened"_ba);
}

void tst_SealedStream::refusesOtherKeys()
{
    QCOMPARE(read(written("abc", 1), tests::secret(QByteArray(32, 'x'))).error().code,
             "seal.not_opened"_ba);
    for (const int size : {0, 31, 33}) {
        QBuffer device;
        device.open(QIODevice::ReadWrite);
        const auto writer = SealedWriter::create(Secret::create(size), &device);
        QVERIFY(!writer);
        QCOMPARE(writer.error().kind, Error::Kind::OutOfRange);
        QCOMPARE(writer.error().code, "seal.key_length"_ba);
        QCOMPARE(SealedReader::create(Secret::create(size), &device).error().code,
                 "seal.key_length"_ba);
    }
}

void tst_SealedStream::saysThatTheDiskIsFull()
{
    FailingDevice full(headerBytes - 1);
    const auto refused = SealedWriter::create(key(), &full);
    QCOMPARE(refused.error().kind, Error::Kind::Storage);
    QCOMPARE(refused.error().code, "seal.write_failed"_ba);

    FailingDevice filling(headerBytes + wholeChunk + 100);
    auto writer = SealedWriter::create(key(), &filling).value();
    QVERIFY(writer.write(QByteArray(streamChunkBytes + 1, 'b')));
    QCOMPARE(writer.write(QByteArray(2 * streamChunkBytes, 'b')).error().code,
             "seal.write_failed"_ba);
    QCOMPARE(writer.write("more").error().code, "seal.write_failed"_ba);
    QCOMPARE(writer.finish().error().code, "seal.write_failed"_ba);
}

void tst_SealedStream::saysThatReadingFailed()
{
    FailingDevice silent(0);
    const auto reader = SealedReader::create(key(), &silent);
    QCOMPARE(reader.error().kind, Error::Kind::Storage);
    QCOMPARE(reader.error().code, "seal.read_failed"_ba);
    FailingDevice failing(0, written("abc", 1).first(headerBytes));
    QCOMPARE(SealedReader::create(key(), &failing).value().read().error().code,
             "seal.read_failed"_ba);
}

void tst_SealedStream::endsOnce()
{
    QBuffer device;
    device.open(QIODevice::WriteOnly);
    auto writer = SealedWriter::create(key(), &device).value();
    QVERIFY(writer.finish());
    QCOMPARE(writer.finish().error().code, "seal.write_failed"_ba);
    QCOMPARE(writer.write("more").error().code, "seal.write_failed"_ba);
    QCOMPARE(read(device.data()).value(), ""_ba);
}

void tst_SealedStream::comesBackInAnySteps()
{
    QVERIFY(rc::check("read(write(pieces)) = pieces, joined", [] {
        const auto pieces = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 40'000));
        QBuffer device;
        device.open(QIODevice::WriteOnly);
        auto writer = SealedWriter::create(key(), &device).value();
        QByteArray all;
        for (const int size : pieces) {
            const QByteArray piece(size, static_cast<char>(size));
            RC_ASSERT(writer.write(piece).has_value());
            all += piece;
        }
        RC_ASSERT(writer.finish().has_value());
        RC_ASSERT((read(device.data()).value() == all));
    }));
}

QTEST_GUILESS_MAIN(tst_SealedStream)
#include "tst_sealedstream.moc"
