// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

#include <optional>

namespace tuppence::evm {

/// A type that is neither a struct nor an array.
/// https://eips.ethereum.org/EIPS/eip-712#definition-of-typed-structured-data-%F0%9D%95%8A
struct PlainType
{
    enum class Kind { Number, SignedNumber, Boolean, Address, FixedBytes, Bytes, String };

    Kind kind = Kind::Number;
    int size = 0; ///< bits of a number, bytes of FixedBytes

    friend bool operator==(const PlainType &, const PlainType &) = default;
};

/// "T[]" or "T[3]", taken apart at its last brackets.
struct ArrayType
{
    QByteArray element; ///< "T", may be an array again
    std::optional<qsizetype> length; ///< none: any number of elements

    friend bool operator==(const ArrayType &, const ArrayType &) = default;
};

/// Reads "uint256", "bytes32", "bool", …; the aliases "uint" and "int" do not exist here.
[[nodiscard]] std::optional<PlainType> parsePlainType(QByteArrayView text);

/// Reads "T[]" and "T[3]"; says nothing about T.
[[nodiscard]] std::optional<ArrayType> parseArrayType(QByteArrayView text);

/// Whether `text` may name a struct or a member: a letter, _ or $, and digits behind them.
[[nodiscard]] bool isIdentifier(QByteArrayView text);

} // namespace tuppence::evm
