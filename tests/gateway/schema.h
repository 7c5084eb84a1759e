// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"

#include <QStringList>

namespace tuppence::test {

/// What is wrong with `value` by a schema of docs/schemas ("messages.json",
/// "ask.json#/$defs/pay.params"); empty: nothing. Understands the words that those schemas use and
/// stops the test at any other.
[[nodiscard]] QStringList complaints(const Json &value, const QByteArray &schema);

/// JSON written with ' for ": moc of Qt 6.4 stumbles over raw text literals.
[[nodiscard]] inline QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

} // namespace tuppence::test
