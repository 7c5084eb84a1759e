// SPDX-License-Identifier: MIT
#include "app/cli/draftfile.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

tl::unexpected<Error> exists(const QString &path)
{
    return fail(Error::Kind::Refused, "usage.file_exists", {{u"file"_s, path}});
}

Result<Done> expectFree(const QString &path, bool mayOverwrite)
{
    const QFileInfo present(path);
    if (!present.exists() && !present.isSymLink())
        return Done {};
    if (!mayOverwrite)
        return exists(path);
    if (!present.isFile())
        return fail(Error::Kind::Refused, "usage.not_a_file", {{u"file"_s, path}});
    return Done {};
}

/// A rename is on disk only when the folder is.
bool syncFolderOf(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int descriptor = open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool isSynced = fsync(descriptor) == 0;
    close(descriptor);
    return isSynced;
}

} // namespace

Result<DraftFile> DraftFile::create(const QString &path, bool mayOverwrite)
{
    if (path == u"-"_s)
        return DraftFile(STDOUT_FILENO, path, {}, mayOverwrite);
    TRY(expectFree(path, mayOverwrite));
    QByteArray draft = QFile::encodeName(path) + ".XXXXXX";
    const int descriptor = mkostemp(draft.data(), O_CLOEXEC); // mode 0600
    if (descriptor < 0)
        return fail(Error::Kind::Storage, "usage.output_failed",
                    {{u"file"_s, path}, {u"reason"_s, QString::fromLocal8Bit(strerror(errno))}});
    return DraftFile(descriptor, path, draft, mayOverwrite);
}

DraftFile::DraftFile(int descriptor, QString path, QByteArray draft, bool mayOverwrite)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
    , m_draft(std::move(draft))
    , m_mayOverwrite(mayOverwrite)
{
}

DraftFile::DraftFile(DraftFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_path(std::move(other.m_path))
    , m_draft(std::exchange(other.m_draft, {}))
    , m_mayOverwrite(other.m_mayOverwrite)
{
}

DraftFile::~DraftFile()
{
    if (m_draft.isEmpty())
        return;
    close(m_descriptor);
    unlink(m_draft.constData());
}

tl::unexpected<Error> DraftFile::notWritten() const
{
    return fail(Error::Kind::Storage, "usage.output_failed",
                {{u"file"_s, m_path}, {u"reason"_s, QString::fromLocal8Bit(strerror(errno))}});
}

Result<Done> DraftFile::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t count =
            ::write(m_descriptor, bytes.data(), static_cast<size_t>(bytes.size()));
        if (count < 0 && errno != EINTR)
            return notWritten();
        if (count > 0)
            bytes = bytes.sliced(count);
    }
    return Done {};
}

bool DraftFile::rename() const
{
    const QByteArray name = QFile::encodeName(m_path);
    if (!m_mayOverwrite) {
        // Also what came there while the draft was written is not overwritten.
        const unsigned int flags = RENAME_NOREPLACE;
        if (renameat2(AT_FDCWD, m_draft.constData(), AT_FDCWD, name.constData(), flags) == 0)
            return true;
        if (errno != EINVAL) // what a file system says that cannot do that
            return false;
    }
    return std::rename(m_draft.constData(), name.constData()) == 0;
}

Result<Done> DraftFile::commit()
{
    if (isStandardOutput())
        return Done {};
    if (fsync(m_descriptor) != 0)
        return notWritten();
    if (!rename())
        return errno == EEXIST ? exists(m_path) : notWritten();
    m_draft.clear();
    close(m_descriptor);
    if (!syncFolderOf(m_path))
        return notWritten();
    return Done {};
}

} // namespace tuppence::cli
