// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <rapidcheck.h>

#include <tuple>
#include <vector>

namespace tuppence::samples {

/// `text` with a few bytes changed, taken away or put in.
inline rc::Gen<QByteArray> mutated(const QByteArray &text)
{
    const auto edit = rc::gen::tuple(
        rc::gen::inRange<int>(0, int(text.size())), rc::gen::inRange(0, 3),
        rc::gen::oneOf(rc::gen::arbitrary<char>(),
                       rc::gen::element('{', '}', '[', ']', '"', ',', ':', '\\', '0', '-', 'e')));
    return rc::gen::map(rc::gen::container<std::vector<std::tuple<int, int, char>>>(edit),
                        [text](const auto &edits) {
                            QByteArray changed = text;
                            for (const auto &[at, kind, byte] : edits) {
                                const auto place = qMin<qsizetype>(at, changed.size());
                                changed.replace(place, kind == 0 ? 0 : 1,
                                                kind == 1 ? QByteArray() : QByteArray(1, byte));
                            }
                            return changed;
                        });
}

} // namespace tuppence::samples
