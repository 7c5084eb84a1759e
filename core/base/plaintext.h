// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace tuppence {

/// Text of a server, a page or an agent, made fit to be shown (trust.md 5): control, bidi and other
/// invisible characters become visible ("⟨U+202E⟩"), bytes that are not UTF-8 become U+FFFD, and
/// what is longer than `mostCharacters` ends in "…".
[[nodiscard]] QString plainText(QByteArrayView utf8, qsizetype mostCharacters);

} // namespace tuppence
