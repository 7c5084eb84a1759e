// SPDX-License-Identifier: MIT
#include "core/gateway/clientkey.h"

#include "core/base/secret.h"
#include "core/gateway/paths.h"

#include <QFile>
#include <QRegularExpression>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

constexpr qsizetype seedBytes = 32;

tl::unexpected<Error> keyError(const QString &path)
{
    return fail(Error::Kind::Storage, "gateway.key",
                {{u"file"_s, path}, {u"reason"_s, QString::fromLocal8Bit(strerror(errno))}});
}

/// Closes a descriptor at the end of its scope.
class Descriptor
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }

    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }

    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    Descriptor(Descriptor &&) = delete;
    Descriptor &operator=(Descriptor &&) = delete;

    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

Result<crypto::Ed25519Key> readKey(int descriptor, const QString &path)
{
    struct stat found
    {
    };

    if (fstat(descriptor, &found) != 0)
        return keyError(path);
    if (!S_ISREG(found.st_mode) || found.st_uid != geteuid() || (found.st_mode & 077) != 0)
        return fail(Error::Kind::Refused, "gateway.key_readable", {{u"file"_s, path}});
    Secret seed = Secret::create(seedBytes);
    const ssize_t count = read(descriptor, seed.data(), static_cast<size_t>(seedBytes));
    if (count < 0)
        return keyError(path);
    if (count != seedBytes || found.st_size != seedBytes)
        return fail(Error::Kind::Malformed, "gateway.key_damaged", {{u"file"_s, path}});
    return crypto::Ed25519Key::fromSeed(seed);
}

/// Writes a new key beside its place and links it there, so that two programs that begin at the
/// same time end with one key. The caller reads what then stands there.
Result<Done> makeKey(const QByteArray &path)
{
    const QByteArray draft = path + '.' + QByteArray::number(getpid());
    const Descriptor file(open(draft.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.number() < 0)
        return keyError(QFile::decodeName(path));
    const Secret seed = crypto::Ed25519Key::generate().seed();
    const bool written =
        write(file.number(), seed.data(), static_cast<size_t>(seed.size())) == seed.size()
        && fsync(file.number()) == 0
        && (link(draft.constData(), path.constData()) == 0 || errno == EEXIST);
    const int reason = errno;
    unlink(draft.constData());
    errno = reason;
    if (!written)
        return keyError(QFile::decodeName(path));
    return Done {};
}

} // namespace

Result<crypto::Ed25519Key> clientKey(const QString &folder, const QString &name)
{
    static const QRegularExpression form(u"\\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\z"_s);
    if (!form.match(name).hasMatch())
        return fail(Error::Kind::Malformed, "gateway.key_name", {{u"name"_s, name}});
    const QString path = folder + u'/' + name + u".key"_s;
    const QByteArray encoded = QFile::encodeName(path);
    const Descriptor present(open(encoded.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (present.number() >= 0)
        return readKey(present.number(), path);
    if (errno != ENOENT)
        return keyError(path);
    TRY(createFolder(folder));
    TRY(makeKey(encoded));
    const Descriptor made(open(encoded.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (made.number() < 0)
        return keyError(path);
    return readKey(made.number(), path);
}

} // namespace tuppence::gateway
