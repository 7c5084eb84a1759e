// SPDX-License-Identifier: MIT
#include "core/gateway/paths.h"

#include <QDir>
#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace tuppence::gateway {

namespace {

constexpr mode_t onlyOurs = 0700;

tl::unexpected<Error> noFolder(const QString &folder, int reason)
{
    return fail(Error::Kind::Storage, "gateway.folder",
                {{u"folder"_s, folder}, {u"reason"_s, QString::fromLocal8Bit(strerror(reason))}});
}

/// The value where it names an absolute folder; the XDG specification says to ignore any other.
QString absolute(const QString &value)
{
    return QDir::isAbsolutePath(value) ? QDir::cleanPath(value) : QString();
}

} // namespace

Result<Paths> Paths::find(const QProcessEnvironment &environment)
{
    if (const QString named = environment.value(u"TUPPENCE_HOME"_s); !named.isEmpty()) {
        const QString home = absolute(named);
        if (home.isEmpty())
            return fail(Error::Kind::Refused, "gateway.no_home", {{u"value"_s, named}});
        return Paths {home, home};
    }
    QString dataHome = absolute(environment.value(u"XDG_DATA_HOME"_s));
    if (dataHome.isEmpty()) {
        const QString home = absolute(environment.value(u"HOME"_s));
        if (home.isEmpty())
            return fail(Error::Kind::Refused, "gateway.no_home", {{u"value"_s, QString()}});
        dataHome = home + u"/.local/share"_s;
    }
    const QString dataFolder = dataHome + u"/tuppence"_s;
    const QString runtime = absolute(environment.value(u"XDG_RUNTIME_DIR"_s));
    return Paths {dataFolder, runtime.isEmpty() ? dataFolder : runtime + u"/tuppence"_s};
}

Result<Done> createFolder(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    const QString above = QDir::cleanPath(folder + u"/.."_s);
    if (!QDir(above).exists() && !QDir().mkpath(above))
        return noFolder(folder, errno);
    if (mkdir(path.constData(), onlyOurs) != 0 && errno != EEXIST)
        return noFolder(folder, errno);

    struct stat found
    {
    };

    if (stat(path.constData(), &found) != 0)
        return noFolder(folder, errno);
    if (!S_ISDIR(found.st_mode))
        return noFolder(folder, ENOTDIR);
    if (found.st_uid != geteuid())
        return fail(Error::Kind::Refused, "gateway.folder_not_ours", {{u"folder"_s, folder}});
    if ((found.st_mode & 07777) != onlyOurs && chmod(path.constData(), onlyOurs) != 0)
        return noFolder(folder, errno);
    return Done {};
}

} // namespace tuppence::gateway
