// SPDX-License-Identifier: MIT
#include "core/ledger/opening.h"

#include "core/ledger/meta.h"
#include "core/ledger/migrations.h"
#include "core/ledger/paymentrows.h"
#include "core/ledger/setaside.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

tl::unexpected<Error> fileFailure(const QString &path, const QString &reason)
{
    return fail(Error::Kind::Storage, "ledger.folder", {{u"path"_s, path}, {u"reason"_s, reason}});
}

/// Takes from everybody else what they may do with it.
Result<Done> keepPrivate(const QString &path, mode_t mode)
{
    struct stat now
    {
    };

    const QByteArray name = QFile::encodeName(path);
    if (::stat(name.constData(), &now) != 0)
        return fileFailure(path, qt_error_string(errno));
    if ((now.st_mode & 0777) != mode && ::chmod(name.constData(), mode) != 0)
        return fileFailure(path, qt_error_string(errno));
    return Done {};
}

Result<Done> prepareFolder(const QString &folder)
{
    const QFileInfo above(QFileInfo(folder).path());
    if (!above.exists() && !QDir().mkpath(above.filePath()))
        return fileFailure(folder, u"the folder above cannot be made"_s);
    if (::mkdir(QFile::encodeName(folder).constData(), 0700) != 0 && errno != EEXIST)
        return fileFailure(folder, qt_error_string(errno));
    return keepPrivate(folder, 0700);
}

/// A rename is on disk only when the folder is.
Result<Done> syncFolderOf(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).path());
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return fileFailure(path, qt_error_string(errno));
    const int synced = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (synced != 0)
        return fileFailure(path, qt_error_string(error));
    return Done {};
}

Result<Done> setAside(const QString &path, Time now)
{
    TRY(moveAside(path, now));
    return syncFolderOf(path);
}

Result<qint64> pragma(Connection &connection, const QString &name)
{
    const auto value = TRY(connection.row(u"PRAGMA "_s + name, {},
                                          [](Row &row) -> Result<qint64> { return row.number(); }));
    return value.value_or(0);
}

Result<Done> fill(Connection &connection, const QString &path, Time now)
{
    TRY(connection.configure());
    TRY(migrate(connection, 0));
    // Asked of the folder, so that it holds too where a crash came right after the setting aside.
    if (wasSetAside(path))
        TRY(note(connection, setAsideKey, now));
    return note(connection, checkedKey, now);
}

/// Makes an empty ledger beside `path` and renames it when it is whole: whatever stands at `path`
/// has been a ledger once, also when it is empty or cut off now.
Result<Done> begin(const QString &path, Time now)
{
    const QString fresh = path + u".new"_s;
    QFile::remove(fresh); // left by a crash; nothing was ever written into it
    QFile::remove(fresh + u"-journal"_s);
    QFile file(fresh);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return fileFailure(fresh, file.errorString());
    file.close();
    {
        const auto connection = TRY(Connection::open(fresh));
        TRY(fill(*connection, path, now));
    }
    if (!file.rename(path))
        return fileFailure(path, file.errorString());
    return syncFolderOf(path);
}

/// Whether it is a ledger, of a schema that is known, with payments that can be read.
Result<Done> examine(Connection &connection)
{
    TRY(connection.configure());
    if (TRY(pragma(connection, u"application_id"_s)) != applicationId)
        return damaged(u"the file belongs to another program"_s);
    const qint64 schema = TRY(pragma(connection, u"user_version"_s));
    if (schema > newestSchema())
        return fail(Error::Kind::Unsupported, "ledger.newer", {{u"schema"_s, schema}});
    TRY(connection.execute(u"PRAGMA journal_mode = WAL"_s));
    if (schema < newestSchema())
        TRY(migrate(connection, int(schema)));
    connection.emptyLog(); // what a crash left; the end of the program does the same
    TRY(unfinishedPayments(connection));
    return Done {};
}

/// "ledger.damaged": it is set aside now.
Result<std::unique_ptr<Connection>> openExisting(const QString &path, Time now)
{
    TRY(keepPrivate(path, 0600));
    auto connection = TRY(Connection::open(path));
    const auto sound = examine(*connection);
    if (sound)
        return connection;
    // Still open: closing it first would fold the -wal into it and delete that.
    if (sound.error().code == "ledger.damaged")
        TRY(setAside(path, now));
    return tl::make_unexpected(sound.error());
}

} // namespace

Result<std::unique_ptr<Connection>> openLedger(const QString &path, Time now)
{
    TRY(prepareFolder(QFileInfo(path).path()));
    // An empty file is set aside unopened: SQLite would delete the -wal of one, and that may hold
    // it all.
    const QFileInfo file(path);
    if (hasOrphans(path) || (file.exists() && file.size() == 0))
        TRY(setAside(path, now));
    if (QFileInfo::exists(path)) {
        auto connection = openExisting(path, now);
        if (connection || connection.error().code != "ledger.damaged")
            return connection;
    }
    TRY(begin(path, now));
    return openExisting(path, now);
}

Result<Done> quickCheck(Connection &connection)
{
    const auto findings = TRY(connection.rows(
        u"PRAGMA quick_check(1)"_s, {}, [](Row &row) -> Result<QByteArray> { return row.text(); }));
    if (findings == QByteArrayList {"ok"})
        return Done {};
    connection.markDamaged();
    return damaged(QString::fromUtf8(findings.join("; ")));
}

} // namespace tuppence::ledger
