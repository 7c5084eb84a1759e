// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <algorithm>

namespace tuppence::net {

/// A method or a header's name. https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
[[nodiscard]] inline bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

/// A header's value: no control character but the tab.
/// https://www.rfc-editor.org/rfc/rfc9110#section-5.5
[[nodiscard]] inline bool isFieldValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return c == '\t' || (code >= ' ' && code != 0x7f);
    });
}

} // namespace tuppence::net
