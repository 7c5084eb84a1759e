// SPDX-License-Identifier: MIT
#include "core/crypto/sealedstream.h"

#include "core/crypto/seal.h"

#include <QIODevice>

#include <sodium.h>

namespace tuppence::crypto {

namespace {

using State = crypto_secretstream_xchacha20poly1305_state;

constexpr qsizetype headerBytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr qsizetype overheadBytes = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr quint8 plainTag = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
constexpr quint8 lastTag = crypto_secretstream_xchacha20poly1305_TAG_FINAL;
static_assert(sealKeyBytes == crypto_secretstream_xchacha20poly1305_KEYBYTES);
static_assert(alignof(State) == 1, "a Secret is aligned to nothing");

State *stateIn(Secret &secret)
{
    return reinterpret_cast<State *>(secret.bytes());
}

quint8 *writable(QByteArray &bytes)
{
    return reinterpret_cast<quint8 *>(bytes.data());
}

auto notWritten()
{
    return fail(Error::Kind::Storage, "seal.write_failed");
}

auto cutOff()
{
    return fail(Error::Kind::Malformed, "seal.truncated");
}

Result<Done> expectKey(const Secret &key)
{
    if (key.size() != sealKeyBytes)
        return fail(Error::Kind::OutOfRange, "seal.key_length");
    return Done {};
}

/// So many bytes, or all that are left.
Result<QByteArray> readFrom(QIODevice *device, qsizetype count)
{
    QByteArray bytes;
    while (bytes.size() < count) {
        QByteArray more(count - bytes.size(), '\0');
        const qint64 got = device->read(more.data(), more.size());
        if (got < 0)
            return fail(Error::Kind::Storage, "seal.read_failed");
        if (got == 0)
            break;
        bytes.append(more.constData(), got);
    }
    return bytes;
}

} // namespace

Result<SealedWriter> SealedWriter::create(const Secret &key, QIODevice *device)
{
    TRY(expectKey(key));
    Secret state = Secret::create(sizeof(State));
    QByteArray header(headerBytes, '\0');
    crypto_secretstream_xchacha20poly1305_init_push(stateIn(state), writable(header),
                                                    key.view().data());
    if (device->write(header) != header.size())
        return notWritten();
    return SealedWriter(std::move(state), device);
}

Result<Done> SealedWriter::write(QByteArrayView plaintext)
{
    if (m_ended)
        return notWritten();
    QByteArrayView rest = plaintext;
    while (!rest.isEmpty()) {
        // A full chunk goes only when more follows: the last one has to be marked.
        if (m_waiting.size() == streamChunkBytes) {
            TRY(push(m_waiting, plainTag));
            m_waiting.clear();
        }
        const qsizetype taken = qMin(rest.size(), streamChunkBytes - m_waiting.size());
        m_waiting.append(rest.first(taken));
        rest = rest.sliced(taken);
    }
    return Done {};
}

Result<Done> SealedWriter::finish()
{
    if (m_ended)
        return notWritten();
    TRY(push(m_waiting, lastTag));
    m_ended = true;
    m_waiting.clear();
    return Done {};
}

Result<Done> SealedWriter::push(QByteArrayView chunk, quint8 tag)
{
    QByteArray sealedChunk(chunk.size() + overheadBytes, '\0');
    const Bytes plaintext = bytesOf(chunk);
    crypto_secretstream_xchacha20poly1305_push(stateIn(m_state), writable(sealedChunk), nullptr,
                                               plaintext.data(), plaintext.size(), nullptr, 0, tag);
    m_ended = m_device->write(sealedChunk) != sealedChunk.size(); // half a chunk cannot be mended
    if (m_ended)
        return notWritten();
    return Done {};
}

Result<SealedReader> SealedReader::create(const Secret &key, QIODevice *device)
{
    TRY(expectKey(key));
    const QByteArray header = TRY(readFrom(device, headerBytes));
    if (header.size() != headerBytes)
        return cutOff();
    Secret state = Secret::create(sizeof(State));
    crypto_secretstream_xchacha20poly1305_init_pull(stateIn(state), bytesOf(header).data(),
                                                    key.view().data());
    return SealedReader(std::move(state), device);
}

Result<QByteArray> SealedReader::read()
{
    Q_ASSERT(!m_atEnd);
    const QByteArray sealedChunk = TRY(readFrom(m_device, streamChunkBytes + overheadBytes));
    if (sealedChunk.size() < overheadBytes)
        return cutOff();
    QByteArray chunk(sealedChunk.size() - overheadBytes, '\0');
    const Bytes ciphertext = bytesOf(sealedChunk);
    quint8 tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(stateIn(m_state), writable(chunk), nullptr, &tag,
                                                   ciphertext.data(), ciphertext.size(), nullptr, 0)
        != 0)
        return fail(Error::Kind::Refused, "seal.not_opened");
    if (tag == lastTag) {
        const auto behind = TRY(readFrom(m_device, 1));
        if (!behind.isEmpty())
            return cutOff();
        m_atEnd = true;
    }
    return chunk;
}

} // namespace tuppence::crypto
