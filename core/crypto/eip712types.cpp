// SPDX-License-Identifier: MIT
#include "core/crypto/eip712types.h"

#include <algorithm>

namespace tuppence::evm {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isIdentifierStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

/// A number from 1 up, without leading zeros.
std::optional<int> parseCount(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 9 || text.front() == '0'
        || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    return text.toByteArray().toInt();
}

std::optional<PlainType> numbered(QByteArrayView text, PlainType::Kind kind, int step, int most)
{
    const auto size = parseCount(text);
    if (!size || *size > most || *size % step != 0)
        return std::nullopt;
    return PlainType {kind, *size};
}

} // namespace

std::optional<PlainType> parsePlainType(QByteArrayView text)
{
    using Kind = PlainType::Kind;
    if (text == "bool")
        return PlainType {Kind::Boolean};
    if (text == "address")
        return PlainType {Kind::Address};
    if (text == "string")
        return PlainType {Kind::String};
    if (text == "bytes")
        return PlainType {Kind::Bytes};
    if (text.startsWith("uint"))
        return numbered(text.sliced(4), Kind::Number, 8, 256);
    if (text.startsWith("int"))
        return numbered(text.sliced(3), Kind::SignedNumber, 8, 256);
    if (text.startsWith("bytes"))
        return numbered(text.sliced(5), Kind::FixedBytes, 1, 32);
    return std::nullopt;
}

std::optional<ArrayType> parseArrayType(QByteArrayView text)
{
    const auto bracket = text.lastIndexOf('[');
    if (bracket < 1 || !text.endsWith(']'))
        return std::nullopt;
    const QByteArray element = text.first(bracket).toByteArray();
    const auto between = text.sliced(bracket + 1).chopped(1);
    if (between.isEmpty())
        return ArrayType {element, std::nullopt};
    const auto length = parseCount(between);
    if (!length)
        return std::nullopt;
    return ArrayType {element, *length};
}

bool isIdentifier(QByteArrayView text)
{
    return !text.isEmpty() && isIdentifierStart(text.front())
        && std::all_of(text.begin(), text.end(),
                       [](char c) { return isIdentifierStart(c) || isDigit(c); });
}

} // namespace tuppence::evm
