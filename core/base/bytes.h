// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

namespace tuppence {

/// "0x" and two lower-case digits a byte.
[[nodiscard]] QByteArray toHex(QByteArrayView bytes);
/// Reads "0x" and an even number of hexadecimal digits of either case. Malformed: anything else.
Result<QByteArray> fromHex(QByteArrayView text);
/// The same, for exactly `size` bytes. OutOfRange: another length.
Result<QByteArray> fromHex(QByteArrayView text, qsizetype size);

/// Standard alphabet, padded (RFC 4648 §4).
[[nodiscard]] QByteArray toBase64(QByteArrayView bytes);
/// Reads leniently what servers send: either alphabet, padding or none, spaces around it.
/// Malformed: any other character, or a length that no encoder gives.
Result<QByteArray> fromBase64(QByteArrayView text);

/// `count` bytes from the system's generator.
[[nodiscard]] QByteArray randomBytes(qsizetype count);

} // namespace tuppence
