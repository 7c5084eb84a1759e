// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

namespace tuppence::crypto {

/// The longest text that fromBase58() reads: its work grows with the square of the length.
inline constexpr qsizetype longestBase58 = 256;

/// Reads Bitcoin's alphabet; a leading "1" is a zero byte.
/// https://datatracker.ietf.org/doc/html/draft-msporny-base58-03
///
/// Malformed "bytes.not_base58": another character. OutOfRange "bytes.wrong_length": too long.
[[nodiscard]] Result<QByteArray> fromBase58(QByteArrayView text);

} // namespace tuppence::crypto
