// SPDX-License-Identifier: MIT
#include "tests/vault/memoryscan.h"

#include <QFile>

namespace tuppence::vault::memory {

namespace {

constexpr char mask = '\x5a';

/// "7f0c4a9ff000-7f0c4aa00000 rw-p …", the first line of a mapping in smaps.
Mapping headOf(const QByteArray &line)
{
    const auto words = line.split(' ');
    const auto range = words.value(0).split('-');
    bool isHead = false;
    const auto begin = range.value(0).toULongLong(&isHead, 16);
    const auto end = range.value(1).toULongLong(nullptr, 16);
    if (!isHead || range.size() != 2 || !words.value(1).startsWith("rw"))
        return {};
    return {reinterpret_cast<const char *>(begin), reinterpret_cast<const char *>(end), false};
}

} // namespace

Needle::Needle(const QByteArray &name, QByteArrayView bytes)
    : m_name(name)
    , m_masked(bytes.size(), '\0')
{
    for (qsizetype place = 0; place < bytes.size(); ++place)
        m_masked[place] = char(bytes[place] ^ mask);
}

qsizetype Needle::countIn(const char *begin, const char *end) const
{
    qsizetype count = 0;
    const auto *masked = m_masked.constData();
    const auto size = m_masked.size();
    for (const auto *place = begin; place + size <= end; ++place) {
        qsizetype same = 0;
        while (same < size && (place[same] ^ mask) == masked[same])
            ++same;
        if (same == size)
            ++count;
    }
    return count;
}

QList<Mapping> writableMappings()
{
    QFile smaps(QStringLiteral("/proc/self/smaps"));
    if (!smaps.open(QIODevice::ReadOnly))
        qFatal("this program's memory cannot be listed");
    QList<Mapping> mappings;
    Mapping current;
    // Line by line: the whole at once would be a mapping of its own, which is gone when searched.
    for (auto line = smaps.readLine(); !line.isEmpty(); line = smaps.readLine()) {
        if (!line.startsWith("VmFlags:")) {
            if (line.contains('-') && !line.left(line.indexOf('-')).contains(':'))
                current = headOf(line);
        } else if (current.begin) {
            current.locked = line.simplified().split(' ').contains("lo");
            mappings.append(current);
            current = {};
        }
    }
    return mappings;
}

} // namespace tuppence::vault::memory
