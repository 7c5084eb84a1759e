// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

#include <nlohmann/json.hpp>

#include <optional>

namespace tuppence {

/// Keeps the order of keys, which the wire formats care for.
using Json = nlohmann::ordered_json;

/// Parses without exceptions. Malformed: not JSON, or the same key twice in one object.
/// OutOfRange: nested deeper than 32, more than 4096 members in one object, or larger than
/// `maxBytes`.
Result<Json> parseJson(QByteArrayView text, qsizetype maxBytes = 64 * 1024);

/// The member when `object` is an object that has it and it is not null (null means absent:
/// x402.md 2.2).
[[nodiscard]] const Json *member(const Json &object, const char *key);
/// The member when it is text.
[[nodiscard]] std::optional<QByteArray> textMember(const Json &object, const char *key);

/// The bytes of a member of the object that `object` spells, exactly as they stand there, so that
/// they can be sent back unchanged. nlohmann gives no byte positions. No value: no such member, or
/// the text is not an object. Takes text that parseJson has accepted.
[[nodiscard]] std::optional<QByteArray> rawMember(QByteArrayView object, QByteArrayView key);
/// The bytes of each element of the array that `array` spells, in order.
[[nodiscard]] std::optional<QByteArrayList> rawElements(QByteArrayView array);
/// Keys and bytes of each member of the object that `object` spells, in order.
[[nodiscard]] std::optional<QList<std::pair<QByteArray, QByteArray>>>
rawMembers(QByteArrayView object);

} // namespace tuppence
