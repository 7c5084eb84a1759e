// SPDX-License-Identifier: MIT
#include "core/protocols/x402/splice.h"

#include "core/base/json.h"

namespace tuppence::x402 {

QByteArray quoted(const QByteArray &text)
{
    return QByteArray::fromStdString(Json(text.toStdString()).dump());
}

QByteArray objectOf(const RawMembers &members)
{
    QByteArrayList written;
    for (const auto &[key, value] : members)
        written.append(quoted(key) + ':' + value);
    return '{' + written.join(',') + '}';
}

} // namespace tuppence::x402
