// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/terminal.h"

#include <QList>

namespace tuppence::cli {

/// The words of a list where they stand in `words`; none is copied.
[[nodiscard]] QList<QByteArrayView> splitWords(const Secret &words);
/// One space between any two words, none around them: files come with line ends.
[[nodiscard]] Secret tidied(Secret words);

/// Shows the recovery words on a screen of their own and asks three of them back, until they are
/// right. Cancelled ("usage.words_not_confirmed"): the owner gave up.
Result<Done> showAndConfirm(const Terminal &terminal, const Secret &words);

} // namespace tuppence::cli
