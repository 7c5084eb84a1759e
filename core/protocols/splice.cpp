// SPDX-License-Identifier: MIT
#include "core/protocols/splice.h"

#include "core/base/json.h"

namespace tuppence {

QByteArray quoted(const QByteArray &text)
{
    return QByteArray::fromStdString(Json(text.toStdString()).dump());
}

QByteArray objectOf(const RawMembers &members)
{
    QByteArray written = "{";
    for (const auto &[key, value] : members) {
        if (written.size() > 1)
            written += ',';
        written += quoted(key) + ':' + value;
    }
    return written + '}';
}

} // namespace tuppence
