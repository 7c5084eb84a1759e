// SPDX-License-Identifier: MIT
#include "app/daemon/datalock.h"

#include <QFile>
#include <QThread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuppence::daemon {

namespace {

constexpr int attempts = 10;
constexpr unsigned long betweenAttempts = 20; // ms

/// What the holder wrote of itself; "?" where it could not. One that has just taken the lock is
/// given a moment to write it.
QString holderOf(int descriptor)
{
    for (int attempt = 0; attempt < attempts; ++attempt) {
        std::array<char, 32> text {};
        const ssize_t size = pread(descriptor, text.data(), text.size(), 0);
        bool isNumber = false;
        const qint64 pid =
            size > 0 ? QByteArray(text.data(), size).trimmed().toLongLong(&isNumber) : 0;
        if (isNumber)
            return QString::number(pid);
        QThread::msleep(betweenAttempts);
    }
    return u"?"_s;
}

} // namespace

Result<DataLock> DataLock::take(const QString &path)
{
    DataLock lock(
        open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (lock.m_descriptor < 0)
        return fail(Error::Kind::Storage, "gateway.folder",
                    {{u"folder"_s, path}, {u"reason"_s, QString::fromLocal8Bit(strerror(errno))}});
    if (flock(lock.m_descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return fail(Error::Kind::Refused, "gateway.already_running",
                        {{u"pid"_s, holderOf(lock.m_descriptor)}});
        return fail(Error::Kind::Storage, "gateway.folder",
                    {{u"folder"_s, path}, {u"reason"_s, QString::fromLocal8Bit(strerror(errno))}});
    }
    // Only for the words of a second one: a full disk keeps nobody from the lock.
    const QByteArray pid = QByteArray::number(getpid()) + '\n';
    if (ftruncate(lock.m_descriptor, 0) == 0)
        std::ignore =
            pwrite(lock.m_descriptor, pid.constData(), static_cast<size_t>(pid.size()), 0);
    return lock;
}

DataLock::DataLock(DataLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

DataLock::~DataLock()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

} // namespace tuppence::daemon
