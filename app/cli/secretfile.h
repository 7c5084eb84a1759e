// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

namespace tuppence::cli {

/// A new file of mode 0600 for a secret. Made before the secret is, so that no secret is made in
/// vain; it is taken away again unless write() succeeded.
class SecretFile
{
public:
    /// Refused ("usage.file_exists" {file}). Storage ("usage.output_failed" {file, reason}).
    static Result<SecretFile> create(const QString &path);
    SecretFile(SecretFile &&other) noexcept;
    SecretFile &operator=(SecretFile &&) = delete;
    SecretFile(const SecretFile &) = delete;
    SecretFile &operator=(const SecretFile &) = delete;
    ~SecretFile();

    /// The secret and a line end, synced to the disk. Storage ("usage.output_failed").
    Result<Done> write(const Secret &secret);

private:
    SecretFile(int descriptor, QString path);

    int m_descriptor;
    QString m_path;
    bool m_isWhole = false;
};

/// Reads a file of at most 4096 bytes into locked memory.
/// Storage ("usage.read_failed" {file, reason}). Malformed: "usage.secret_too_long",
/// "usage.secret_missing".
Result<Secret> readSecretFile(const QString &path);

} // namespace tuppence::cli
