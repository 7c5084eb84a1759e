// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace tuppence::cli {

/// One record as RFC 4180 has it, with its line end (CR LF), in UTF-8.
///
/// No cell is a formula for a spreadsheet: one that begins with = + - @, a tab or a line break,
/// also behind spaces or invisible characters or in other widths (＝), gets an apostrophe in front.
/// Whatever is not a plain word stands in quotes, so that no other separator cuts a cell in two.
[[nodiscard]] QByteArray csvRecord(const QStringList &cells);

} // namespace tuppence::cli
