// SPDX-License-Identifier: MIT
#include "core/base/uint256.h"

#include <QtEndian>

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>

namespace tuppence {

namespace {

__extension__ using Wide = unsigned __int128;
using Checked = boost::multiprecision::checked_uint256_t;

Checked widen(const Uint256 &value)
{
    const QByteArray bytes = value.encode();
    Checked wide;
    boost::multiprecision::import_bits(wide, bytes.begin(), bytes.end(), 8, /*msv_first=*/true);
    return wide;
}

Uint256 narrow(const Checked &wide)
{
    std::vector<unsigned char> bytes;
    boost::multiprecision::export_bits(wide, std::back_inserter(bytes), 8, /*msv_first=*/true);
    // A checked 256-bit value has at most 32 bytes, so decoding cannot fail.
    return *Uint256::decode(QByteArrayView(bytes.data(), std::ssize(bytes)));
}

auto outOfRange()
{
    return fail(Error::Kind::OutOfRange, "number.out_of_range");
}

/// The one place where Boost's exceptions end.
template <class Operation> Result<Uint256> checked(Operation operation)
{
    try {
        return narrow(operation());
    } catch (const std::exception &) {
        return outOfRange();
    }
}

Result<Uint256> parseDigits(QByteArrayView text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), isDigit))
        return fail(Error::Kind::Malformed, "number.malformed");
    if (text.size() > 1 && text.front() == '0')
        return fail(Error::Kind::Malformed, "number.malformed");
    if (text.size() > 78) // 2^256 - 1 has 78 digits
        return outOfRange();
    return checked([&] {
        Checked value = 0; // digits only, so an overflow is the one thing that can throw
        for (const char c : text)
            value = value * 10 + static_cast<unsigned>(c - '0');
        return value;
    });
}

} // namespace

Result<Uint256> Uint256::parse(QStringView decimal)
{
    return parseDigits(decimal.toUtf8()); // a character beyond ASCII is no digit in UTF-8 either
}

Result<Uint256> Uint256::parse(QByteArrayView decimal)
{
    return parseDigits(decimal);
}

Result<Uint256> Uint256::decode(QByteArrayView bigEndian)
{
    if (bigEndian.size() > 32)
        return outOfRange();
    std::array<char, 32> padded {};
    std::copy(bigEndian.begin(), bigEndian.end(), padded.end() - bigEndian.size());
    Uint256 value;
    for (size_t i = 0; i < value.m_limbs.size(); ++i)
        value.m_limbs.at(i) = qFromBigEndian<quint64>(padded.data() + 8 * i);
    return value;
}

QByteArray Uint256::encode() const
{
    QByteArray bytes(32, '\0');
    for (size_t i = 0; i < m_limbs.size(); ++i)
        qToBigEndian(m_limbs.at(i), bytes.data() + 8 * i);
    return bytes;
}

QString Uint256::toString() const
{
    return QString::fromStdString(widen(*this).str());
}

std::optional<quint64> Uint256::toUint64() const
{
    if (m_limbs[0] != 0 || m_limbs[1] != 0 || m_limbs[2] != 0)
        return std::nullopt;
    return m_limbs[3];
}

// These stand in every decision several times, so they do without Boost.

Result<Uint256> Uint256::plus(const Uint256 &other) const
{
    Uint256 sum;
    bool carry = false;
    for (size_t i = m_limbs.size(); i-- > 0;) {
        quint64 limb = 0;
        const bool isOver = __builtin_add_overflow(m_limbs.at(i), other.m_limbs.at(i), &limb);
        carry = __builtin_add_overflow(limb, quint64 {carry}, &sum.m_limbs.at(i)) || isOver;
    }
    if (carry)
        return outOfRange();
    return sum;
}

Result<Uint256> Uint256::minus(const Uint256 &other) const
{
    Uint256 difference;
    bool borrow = false;
    for (size_t i = m_limbs.size(); i-- > 0;) {
        quint64 limb = 0;
        const bool isUnder = __builtin_sub_overflow(m_limbs.at(i), other.m_limbs.at(i), &limb);
        borrow =
            __builtin_sub_overflow(limb, quint64 {borrow}, &difference.m_limbs.at(i)) || isUnder;
    }
    if (borrow)
        return outOfRange();
    return difference;
}

Result<Uint256> Uint256::times(const Uint256 &other) const
{
    // As on paper, with digits of 64 bits.
    constexpr size_t last = 3;
    Uint256 product;
    for (size_t i = 0; i <= last; ++i) {
        const Wide factor = m_limbs.at(last - i);
        Wide carry = 0;
        for (size_t j = 0; j <= last && factor != 0; ++j) {
            const quint64 digit = other.m_limbs.at(last - j);
            if (i + j > last && digit != 0)
                return outOfRange();
            if (i + j > last)
                continue;
            quint64 &place = product.m_limbs.at(last - i - j);
            carry += factor * digit + place;
            place = static_cast<quint64>(carry);
            carry >>= 64;
        }
        if (carry != 0)
            return outOfRange();
    }
    return product;
}

Result<Uint256> Uint256::dividedBy(const Uint256 &other) const
{
    return checked([&]() -> Checked { return widen(*this) / widen(other); });
}

} // namespace tuppence
