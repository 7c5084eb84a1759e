// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/secret.h"

#include <QByteArray>

class QIODevice;

namespace tuppence::crypto {

// A sealed stream is a header of 24 bytes and chunks of 64 KiB (the last one shorter), each 17
// bytes longer than its plaintext; the last chunk is marked as the last, so that a cut is seen.
// https://doc.libsodium.org/secret-key_cryptography/secretstream

/// The plaintext of every chunk but the last.
inline constexpr qsizetype streamChunkBytes = 64 * 1024;

/// Writes a sealed stream to a device that outlives it.
class SealedWriter
{
public:
    /// Writes the header. `key` has 32 bytes and may be used for many streams.
    ///
    /// OutOfRange "seal.key_length". Storage "seal.write_failed": the device took not all of it.
    [[nodiscard]] static Result<SealedWriter> create(const Secret &key, QIODevice *device);

    /// Storage "seal.write_failed": the device took not all of it, or finish() was called; what is
    /// on the device is then no whole stream and will not read as one.
    [[nodiscard]] Result<Done> write(QByteArrayView plaintext);
    /// Writes the last chunk; the device stays open. Without it the stream reads as cut off.
    /// Fails like write().
    [[nodiscard]] Result<Done> finish();

private:
    SealedWriter(Secret state, QIODevice *device)
        : m_state(std::move(state))
        , m_device(device)
    {
    }

    [[nodiscard]] Result<Done> push(QByteArrayView chunk, quint8 tag);

    Secret m_state;
    QIODevice *m_device = nullptr;
    QByteArray m_waiting; ///< less than or just one chunk
    bool m_ended = false;
};

/// Reads a sealed stream from a device that outlives it.
class SealedReader
{
public:
    /// Reads the header. OutOfRange "seal.key_length". Malformed "seal.truncated": there is none.
    [[nodiscard]] static Result<SealedReader> create(const Secret &key, QIODevice *device);

    /// The next chunk, at most 64 KiB; the last one may be empty. Not to be called atEnd().
    ///
    /// Malformed "seal.truncated": the stream ends before its last chunk, or goes on behind it.
    /// Refused "seal.not_opened": another key, a changed byte, or a cut inside of a chunk.
    /// Storage "seal.read_failed".
    [[nodiscard]] Result<QByteArray> read();

    /// Whether the last chunk was read, and with it everything that was written.
    [[nodiscard]] bool atEnd() const { return m_atEnd; }

private:
    SealedReader(Secret state, QIODevice *device)
        : m_state(std::move(state))
        , m_device(device)
    {
    }

    Secret m_state;
    QIODevice *m_device = nullptr;
    bool m_atEnd = false;
};

} // namespace tuppence::crypto
