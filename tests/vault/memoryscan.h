// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace tuppence::vault::memory {

/// What is looked for, kept in a form that the search itself does not find.
class Needle
{
public:
    Needle(const QByteArray &name, QByteArrayView bytes);

    [[nodiscard]] const QByteArray &name() const { return m_name; }

    [[nodiscard]] qsizetype countIn(const char *begin, const char *end) const;

private:
    QByteArray m_name;
    QByteArray m_masked;
};

/// A readable and writable part of this program's memory.
struct Mapping
{
    const char *begin = nullptr;
    const char *end = nullptr;
    bool locked = false; ///< never written to the swap device
};

/// All of them. Not for programs built with the address sanitizer, which takes terabytes.
[[nodiscard]] QList<Mapping> writableMappings();

} // namespace tuppence::vault::memory
