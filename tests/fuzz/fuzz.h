// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// What every target is built from: see run.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

namespace tuppence::fuzz {

/// Ends the run, so that the input is kept, where a claim about it is wrong.
inline void claim(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "Does not hold: %s\n", what);
    std::abort();
}

/// The input as the parsers take it: a copy, so that its end is the end of its memory.
inline QByteArray inputOf(const uint8_t *bytes, size_t size)
{
    return {reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size)};
}

/// What stands before the first `separator`, which is taken away with it.
inline QByteArray cut(QByteArray &rest, char separator)
{
    const auto at = rest.indexOf(separator);
    const QByteArray head = at < 0 ? rest : rest.first(at);
    rest.remove(0, at < 0 ? rest.size() : at + 1);
    return head;
}

} // namespace tuppence::fuzz
