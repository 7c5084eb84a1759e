// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/crypto/sealedstream.h"
#include "core/ledger/backup.h"

#include <optional>

namespace tuppence::payments {

// The bytes of a backup: docs/backup.md. `key` is Vault::backupKey().

/// Writes a backup to a device that outlives it.
class BackupWriter
{
public:
    /// Storage "seal.write_failed".
    static Result<BackupWriter> create(const Secret &key, QIODevice *device, Time now);

    /// Storage "seal.write_failed".
    Result<Done> write(const ledger::BackupRow &row);

    /// Without it the backup reads as damaged. Storage "seal.write_failed".
    Result<Done> finish() { return m_stream.finish(); }

private:
    explicit BackupWriter(crypto::SealedWriter stream)
        : m_stream(std::move(stream))
    {
    }

    crypto::SealedWriter m_stream;
};

/// Reads a backup from a device that outlives it.
class BackupReader
{
public:
    /// Malformed "backup.not_one": something else. Unsupported "backup.newer": of a newer program.
    /// Refused "backup.other_wallet": of other recovery words. Malformed "backup.damaged". Storage
    /// "seal.read_failed".
    static Result<BackupReader> create(const Secret &key, QIODevice *device);

    /// When it was made, by the clock of the machine that it was made on.
    [[nodiscard]] Time made() const { return m_made; }

    /// The next row; none: that was all, and it was all there. Malformed "backup.damaged": cut off
    /// or changed; "backup.content": a row that this program does not understand. Storage
    /// "seal.read_failed".
    Result<std::optional<ledger::BackupRow>> next();

private:
    explicit BackupReader(crypto::SealedReader stream)
        : m_stream(std::move(stream))
    {
    }

    /// The next record as it was written; none: that was all.
    Result<std::optional<QByteArray>> record();
    /// Whether `m_buffer` has `size` bytes by now, or never will.
    Result<bool> has(qsizetype size);

    crypto::SealedReader m_stream;
    QByteArray m_buffer; ///< opened, and not taken yet
    Time m_made;
};

} // namespace tuppence::payments
