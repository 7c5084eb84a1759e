// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace tuppence {

/// A key as it is meant, and the JSON text of its value, kept as it came: parsing and writing it
/// again could change numbers and escapes, and sellers compare.
using RawMember = std::pair<QByteArray, QByteArray>;
using RawMembers = QList<RawMember>;

/// The JSON text of a string. `text` is UTF-8.
[[nodiscard]] QByteArray quoted(const QByteArray &text);
/// The JSON text of an object with those members, in order and without spaces between them.
[[nodiscard]] QByteArray objectOf(const RawMembers &members);

} // namespace tuppence
