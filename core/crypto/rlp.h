// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/uint256.h"

#include <QByteArrayList>

#include <variant>
#include <vector>

/// Recursive-length prefix. https://ethereum.org/developers/docs/data-structures-and-encoding/rlp
namespace tuppence::evm {

[[nodiscard]] QByteArray rlpBytes(QByteArrayView bytes);
/// A number without leading zero bytes; zero is no byte at all.
[[nodiscard]] QByteArray rlpNumber(const Uint256 &number);
/// A list of items that are encoded already.
[[nodiscard]] QByteArray rlpList(const QByteArrayList &encodedItems);

/// What RLP spells: bytes, or a list of the same.
struct RlpItem
{
    std::variant<QByteArray, std::vector<RlpItem>> value;

    friend bool operator==(const RlpItem &, const RlpItem &) = default;
};

/// Reads exactly one item and accepts only the shortest spelling of each.
///
/// Malformed "rlp.malformed": cut off, followed by something, or not the shortest spelling.
/// OutOfRange "rlp.too_deep": lists nested deeper than 32.
[[nodiscard]] Result<RlpItem> rlpDecode(QByteArrayView encoded);

} // namespace tuppence::evm
