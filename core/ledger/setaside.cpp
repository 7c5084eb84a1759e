// SPDX-License-Identifier: MIT
#include "core/ledger/setaside.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

const QString mark = u".set-aside-"_s;
// The ledger goes first: a ledger without its -wal could pass for a whole one.
const QStringList parts {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s};

bool anyPartAt(const QString &path)
{
    return std::any_of(parts.begin(), parts.end(),
                       [&](const QString &part) { return QFileInfo::exists(path + part); });
}

QString freeName(const QString &path, Time now)
{
    const auto moment = QDateTime::fromSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC);
    const QString name = path + mark + moment.toString(u"yyyyMMddTHHmmssZ"_s);
    QString candidate = name;
    for (int i = 2; anyPartAt(candidate); ++i)
        candidate = name + u'.' + QString::number(i);
    return candidate;
}

} // namespace

Result<Done> moveAside(const QString &path, Time now)
{
    const QString name = freeName(path, now);
    for (const QString &part : parts) {
        if (!QFileInfo::exists(path + part))
            continue;
        QFile file(path + part);
        if (!file.rename(name + part))
            return fail(Error::Kind::Storage, "ledger.set_aside",
                        {{u"path"_s, path}, {u"reason"_s, file.errorString()}});
    }
    return Done {};
}

bool wasSetAside(const QString &path)
{
    const QFileInfo file(path);
    return !file.dir().entryList({file.fileName() + mark + u'*'}, QDir::Files).isEmpty();
}

bool hasOrphans(const QString &path)
{
    return QFileInfo(path).size() == 0 && anyPartAt(path);
}

} // namespace tuppence::ledger
