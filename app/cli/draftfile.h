// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>

namespace tuppence::cli {

/// A new file that gets its name when it is whole: until then it is a draft beside it, mode 0600,
/// which goes away with this object. "-" is the standard output, which has neither.
class DraftFile
{
public:
    /// Refused "usage.file_exists" {file}: without `mayOverwrite`, something has that name already;
    /// also commit(). Refused "usage.not_a_file" {file}: what has it is no file.
    /// Storage "usage.output_failed" {file, reason}.
    static Result<DraftFile> create(const QString &path, bool mayOverwrite);
    DraftFile(DraftFile &&other) noexcept;
    DraftFile &operator=(DraftFile &&) = delete;
    DraftFile(const DraftFile &) = delete;
    DraftFile &operator=(const DraftFile &) = delete;
    ~DraftFile();

    [[nodiscard]] bool isStandardOutput() const { return m_path == QLatin1Char('-'); }

    /// Storage "usage.output_failed".
    Result<Done> write(QByteArrayView bytes);
    /// Syncs it to the disk and gives it its name. Errors of create().
    Result<Done> commit();

private:
    DraftFile(int descriptor, QString path, QByteArray draft, bool mayOverwrite);
    [[nodiscard]] tl::unexpected<Error> notWritten() const;
    [[nodiscard]] bool rename() const;

    int m_descriptor;
    QString m_path;
    QByteArray m_draft; ///< its name so far; empty: it has none, or none any more
    bool m_mayOverwrite;
};

} // namespace tuppence::cli
