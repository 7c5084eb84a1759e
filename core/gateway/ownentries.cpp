// SPDX-License-Identifier: MIT
#include "core/gateway/ownentries.h"

#include "core/crypto/mac.h"

#include <algorithm>

namespace tuppence::gateway {

namespace {

constexpr auto sealMember = "seal";
constexpr qsizetype sealBytes = 32;

QByteArray sealOf(const Json &entry, const QByteArray &list, const Secret &key)
{
    // No list is called like a table of sealed rows, and none has a NUL in its name.
    constexpr QByteArrayView end("\0", 1);
    const auto content = QByteArray::fromStdString(unsealed(entry).dump());
    return crypto::Mac(key.view()).of({list, end, content}).first(sealBytes).toHex();
}

} // namespace

QByteArray idOf(const Json &entry)
{
    return textMember(entry, "id").value_or(QByteArray());
}

bool hasEntry(const Json &entries, const QByteArray &id)
{
    return std::any_of(entries.begin(), entries.end(),
                       [&id](const Json &entry) { return idOf(entry) == id; });
}

Json without(const Json &entries, const QByteArray &id)
{
    Json others = Json::array();
    for (const Json &entry : entries) {
        if (idOf(entry) != id)
            others.push_back(entry);
    }
    return others;
}

Json sealed(const Json &entry, const QByteArray &list, const Secret &key)
{
    Json written = entry;
    written[sealMember] = sealOf(entry, list, key).toStdString();
    return written;
}

Json unsealed(Json entry)
{
    if (entry.is_object())
        entry.erase(sealMember);
    return entry;
}

bool isSound(const Json &entry, const QByteArray &list, const Secret &key)
{
    return textMember(entry, sealMember) == sealOf(entry, list, key);
}

} // namespace tuppence::gateway
