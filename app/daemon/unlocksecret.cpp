// SPDX-License-Identifier: MIT
#include "app/daemon/unlocksecret.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace tuppence::daemon {

namespace {

constexpr qsizetype mostBytes = 4096;

tl::unexpected<Error> notRead(int reason)
{
    return fail(Error::Kind::Storage, "gateway.unlock_read",
                {{u"reason"_s, QString::fromLocal8Bit(strerror(reason))}});
}

} // namespace

Result<Secret> unlockSecretFrom(const QString &file)
{
    const int descriptor = open(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return notRead(errno);

    struct stat found
    {
    };

    const bool isPrivate = fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode)
        && found.st_uid == geteuid() && (found.st_mode & 077) == 0;
    if (!isPrivate) {
        close(descriptor);
        return fail(Error::Kind::Refused, "gateway.unlock_file", {{u"file"_s, file}});
    }
    return unlockSecretFrom(descriptor);
}

Result<Secret> unlockSecretFrom(int descriptor)
{
    Secret buffer = Secret::create(mostBytes + 1);
    qsizetype size = 0;
    ssize_t count = 0;
    do {
        count = read(descriptor, buffer.data() + size, static_cast<size_t>(buffer.size() - size));
        size += count > 0 ? count : 0;
    } while ((count > 0 && size < buffer.size()) || (count < 0 && errno == EINTR));
    const int reason = errno;
    close(descriptor);
    if (count < 0)
        return notRead(reason);
    if (size > mostBytes)
        return notRead(EFBIG);
    return Secret::take(buffer.data(), size);
}

} // namespace tuppence::daemon
