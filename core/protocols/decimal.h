// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/uint256.h"

#include <optional>

namespace tuppence {

/// A number that is not negative, exactly as somebody wrote it: its digits never pass through a
/// double. Equal numbers are equal however they are written.
class Decimal
{
public:
    /// Why a number is no count of units.
    enum class Unfit {
        Fraction, ///< it has more places than units have
        TooLarge, ///< above 2^256 - 1
    };

    /// Reads what JSON calls a number ("0.5", "5e-7"; RFC 8259 section 6), without a sign. No
    /// value: anything else.
    [[nodiscard]] static std::optional<Decimal> parse(QByteArrayView number);

    [[nodiscard]] bool isZero() const { return m_digits.isEmpty(); }

    /// So many units, where `places` (0 … Amount::maxDecimals) of them are behind the point.
    /// Nothing is rounded.
    [[nodiscard]] tl::expected<Uint256, Unfit> units(int places) const;

    friend bool operator==(const Decimal &, const Decimal &) = default;

private:
    Decimal(QByteArray digits, qsizetype exponent);

    // The number is m_digits · 10^m_exponent.
    QByteArray m_digits; ///< neither begin nor end with a zero; empty: zero
    qsizetype m_exponent = 0;
};

} // namespace tuppence
