// SPDX-License-Identifier: MIT
#include "core/net/message.h"

#include <algorithm>

// Apart from the rest of message.h: clients of the wallet read header lines and know no network.

namespace tuppence::net {

namespace {

bool isNamed(const std::pair<QByteArray, QByteArray> &line, const QByteArray &name)
{
    return line.first.compare(name, Qt::CaseInsensitive) == 0;
}

} // namespace

void Headers::set(const QByteArray &name, const QByteArray &value)
{
    remove(name);
    add(name, value);
}

void Headers::remove(const QByteArray &name)
{
    m_lines.removeIf([&](const auto &line) { return isNamed(line, name); });
}

std::optional<QByteArray> Headers::first(const QByteArray &name) const
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(),
                                    [&](const auto &line) { return isNamed(line, name); });
    return found == m_lines.end() ? std::nullopt : std::optional(found->second);
}

QByteArrayList Headers::all(const QByteArray &name) const
{
    QByteArrayList values;
    for (const auto &line : m_lines) {
        if (isNamed(line, name))
            values.append(line.second);
    }
    return values;
}

} // namespace tuppence::net
