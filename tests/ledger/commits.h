// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>
#include <QtEndian>

namespace tuppence::tests {

/// How many transactions stand in the write-ahead log of the ledger at `path`.
/// https://www.sqlite.org/fileformat2.html#the_write_ahead_log
inline int commitsInLog(const QString &path)
{
    constexpr qsizetype logHead = 32;
    constexpr qsizetype frameHead = 24;
    constexpr qsizetype saltSize = 8;
    QFile file(path + QStringLiteral("-wal"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray log = file.readAll();
    if (log.size() < logHead)
        return 0;
    const auto number = [&log](qsizetype at) {
        return qFromBigEndian<quint32>(log.constData() + at);
    };
    const qsizetype frame = frameHead + number(8); // the size of a page
    const QByteArray salt = log.mid(16, saltSize);
    int commits = 0;
    // Frames with another salt are left of an earlier log.
    for (qsizetype at = logHead; at + frame <= log.size() && log.mid(at + 8, saltSize) == salt;
         at += frame)
        commits += number(at + 4) != 0 ? 1 : 0; // the size of the file after a commit
    return commits;
}

} // namespace tuppence::tests
