// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QStringView>

#include <array>
#include <compare>
#include <optional>

namespace tuppence {

/// An unsigned integer of 256 bits whose arithmetic says when it would overflow; it never wraps.
class Uint256
{
public:
    constexpr Uint256() = default;

    // NOLINTNEXTLINE(google-explicit-constructor): lossless
    constexpr Uint256(quint64 value)
        : m_limbs {0, 0, 0, value}
    {
    }

    /// Reads decimal digits. Malformed: anything but digits, or a leading zero before another
    /// digit. OutOfRange: above 2^256 - 1.
    static Result<Uint256> parse(QStringView decimal);
    static Result<Uint256> parse(QByteArrayView decimal);

    /// Reads at most 32 big-endian bytes. OutOfRange: more of them.
    static Result<Uint256> decode(QByteArrayView bigEndian);

    /// 2^256 - 1.
    [[nodiscard]] static constexpr Uint256 max()
    {
        Uint256 value;
        value.m_limbs.fill(~quint64 {0});
        return value;
    }

    /// 32 bytes, big-endian.
    [[nodiscard]] QByteArray encode() const;
    /// Decimal digits.
    [[nodiscard]] QString toString() const;
    /// The value where it fits.
    [[nodiscard]] std::optional<quint64> toUint64() const;

    [[nodiscard]] bool isZero() const { return *this == Uint256 {}; }

    /// OutOfRange: the sum is above 2^256 - 1.
    [[nodiscard]] Result<Uint256> plus(const Uint256 &other) const;
    /// OutOfRange: `other` is larger.
    [[nodiscard]] Result<Uint256> minus(const Uint256 &other) const;
    /// OutOfRange: the product is above 2^256 - 1.
    [[nodiscard]] Result<Uint256> times(const Uint256 &other) const;
    /// Rounds down. OutOfRange: `other` is zero.
    [[nodiscard]] Result<Uint256> dividedBy(const Uint256 &other) const;

    // NOLINTNEXTLINE(modernize-use-nullptr): takes the comparison's own 0 for a pointer
    friend constexpr auto operator<=>(const Uint256 &, const Uint256 &) = default;

private:
    std::array<quint64, 4>
        m_limbs {}; ///< most significant first, so that comparing limbs compares values
};

} // namespace tuppence
