// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/uint256.h"

namespace tuppence {

/// A quantity of one asset, counted in its smallest unit (wei, lamports, millionths of a USDC).
class Amount
{
public:
    /// The most decimal places an asset may have here; 10^77 is the largest power of ten in 256
    /// bits.
    static constexpr int maxDecimals = 77;

    /// Reads a decimal such as "1.25" for an asset with `decimals` places (0 … maxDecimals). Never
    /// rounds.
    ///
    /// Malformed: anything but ASCII digits and one point with digits on both sides.
    /// OutOfRange: more places than the asset has, or past 2^256 - 1.
    static Result<Amount> parse(QStringView text, int decimals);
    /// OutOfRange: `decimals` is not within 0 … maxDecimals.
    static Result<Amount> create(const Uint256 &units, int decimals);

    [[nodiscard]] const Uint256 &units() const { return m_units; }

    [[nodiscard]] int decimals() const { return m_decimals; }

    /// All places that count and none that does not: "1.25", "0.0001", "3".
    [[nodiscard]] QString toString() const;

    friend bool operator==(const Amount &, const Amount &) = default;

private:
    Amount(const Uint256 &units, int decimals)
        : m_units(units)
        , m_decimals(decimals)
    {
    }

    Uint256 m_units;
    int m_decimals = 0;
};

} // namespace tuppence
