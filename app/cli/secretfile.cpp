// SPDX-License-Identifier: MIT
#include "app/cli/secretfile.h"

#include "app/cli/terminal.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuppence::cli {

namespace {

tl::unexpected<Error> storage(const char *code, const QString &path)
{
    return fail(Error::Kind::Storage, code,
                {{u"file"_s, path}, {u"reason"_s, QString::fromLocal8Bit(strerror(errno))}});
}

bool writeAll(int descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t count = write(descriptor, bytes.data(), static_cast<size_t>(bytes.size()));
        if (count < 0 && errno != EINTR)
            return false;
        if (count > 0)
            bytes = bytes.sliced(count);
    }
    return true;
}

} // namespace

Result<SecretFile> SecretFile::create(const QString &path)
{
    const int descriptor =
        open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0 && errno == EEXIST)
        return fail(Error::Kind::Refused, "usage.file_exists", {{u"file"_s, path}});
    if (descriptor < 0)
        return storage("usage.output_failed", path);
    return SecretFile(descriptor, path);
}

SecretFile::SecretFile(int descriptor, QString path)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
{
}

SecretFile::SecretFile(SecretFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_path(std::move(other.m_path))
    , m_isWhole(other.m_isWhole)
{
}

SecretFile::~SecretFile()
{
    if (m_descriptor < 0)
        return;
    close(m_descriptor);
    if (!m_isWhole)
        unlink(QFile::encodeName(m_path).constData());
}

Result<Done> SecretFile::write(const Secret &secret)
{
    if (!writeAll(m_descriptor, secret.view()) || !writeAll(m_descriptor, "\n")
        || fsync(m_descriptor) != 0)
        return storage("usage.output_failed", m_path);
    m_isWhole = true;
    return Done {};
}

Result<Secret> readSecretFile(const QString &path)
{
    const int descriptor = open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return storage("usage.read_failed", path);
    Secret buffer = Secret::create(longestSecret + 1);
    qsizetype size = 0;
    ssize_t count = 0;
    do {
        count = read(descriptor, buffer.data() + size, static_cast<size_t>(buffer.size() - size));
        size += count > 0 ? count : 0;
    } while (count > 0 && size < buffer.size());
    const int reason = errno;
    close(descriptor);
    errno = reason;
    if (count < 0)
        return storage("usage.read_failed", path);
    if (size > longestSecret)
        return fail(Error::Kind::Malformed, "usage.secret_too_long");
    if (size == 0)
        return fail(Error::Kind::Malformed, "usage.secret_missing");
    return Secret::take(buffer.data(), size);
}

} // namespace tuppence::cli
