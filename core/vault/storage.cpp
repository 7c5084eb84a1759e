// SPDX-License-Identifier: MIT
#include "core/vault/storage.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace tuppence::vault {

namespace {

constexpr qsizetype longest = 64 * 1024;

tl::unexpected<Error> storageFailure(const QString &path, const QString &reason)
{
    return fail(Error::Kind::Storage, "vault.storage", {{u"path"_s, path}, {u"reason"_s, reason}});
}

QString freshName(const QString &path)
{
    return path + u".new"_s;
}

/// A rename or a removal is on disk only when the folder is.
Result<Done> syncFolderOf(const QString &path)
{
    const auto folder = QFileInfo(path).path();
    const int descriptor =
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return storageFailure(folder, qt_error_string(errno));
    const int synced = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (synced != 0)
        return storageFailure(folder, qt_error_string(error));
    return Done {};
}

Result<Done> writeFresh(const QString &path, const QByteArray &bytes)
{
    QFile::remove(path); // left by a crash before the rename; nobody knows whether it is whole
    QFile file(path);
    const auto mode = QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered;
    if (!file.open(mode, QFile::ReadOwner | QFile::WriteOwner))
        return storageFailure(path, file.errorString());
    if (file.write(bytes) != bytes.size())
        return storageFailure(path, file.errorString());
    if (::fsync(file.handle()) != 0)
        return storageFailure(path, qt_error_string(errno));
    return Done {};
}

} // namespace

Result<QByteArray> readWhole(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return fail(Error::Kind::Refused, "vault.none");
    if (!file.open(QIODevice::ReadOnly))
        return storageFailure(path, file.errorString());
    const auto bytes = file.read(longest + 1);
    if (file.error() != QFile::NoError)
        return storageFailure(path, file.errorString());
    if (bytes.size() > longest)
        return fail(Error::Kind::Malformed, "vault.damaged");
    return bytes;
}

Result<Done> replaceWhole(const QString &path, const QByteArray &bytes)
{
    const auto fresh = freshName(path);
    if (auto written = writeFresh(fresh, bytes); !written) {
        QFile::remove(fresh);
        return written;
    }
    if (::rename(QFile::encodeName(fresh).constData(), QFile::encodeName(path).constData()) != 0)
        return storageFailure(path, qt_error_string(errno));
    return syncFolderOf(path);
}

Result<Done> removeWhole(const QString &path)
{
    QFile::remove(freshName(path));
    QFile file(path);
    if (!file.remove())
        return storageFailure(path, file.errorString());
    return syncFolderOf(path);
}

} // namespace tuppence::vault
