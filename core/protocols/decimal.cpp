// SPDX-License-Identifier: MIT
#include "core/protocols/decimal.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tuppence {

namespace {

// Of 2^256 - 1; what has more is above it.
constexpr qsizetype mostDigits = 78;
// Past any exponent that could still give a price, and far from where an int ends.
constexpr qsizetype longestExponent = 6;

} // namespace

Decimal::Decimal(QByteArray digits, qsizetype exponent)
    : m_digits(std::move(digits))
    , m_exponent(exponent)
{
    while (m_digits.startsWith('0'))
        m_digits.remove(0, 1);
    while (m_digits.endsWith('0')) {
        m_digits.chop(1);
        ++m_exponent;
    }
    if (m_digits.isEmpty())
        m_exponent = 0;
}

std::optional<Decimal> Decimal::parse(QByteArrayView number)
{
    static const QRegularExpression grammar(
        uR"(\A(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?)0*([0-9]+))?\z)"_s);
    const auto match = grammar.match(QString::fromLatin1(number));
    if (!match.hasMatch())
        return std::nullopt;
    const QByteArray fraction = match.captured(2).toLatin1();
    const auto shift = match.captured(4).left(longestExponent + 1).toLongLong();
    const auto exponent = match.captured(3) == "-"_L1 ? -shift : shift;
    return Decimal(match.captured(1).toLatin1() + fraction, exponent - fraction.size());
}

tl::expected<Uint256, Decimal::Unfit> Decimal::units(int places) const
{
    if (isZero())
        return Uint256();
    const qsizetype zeros = m_exponent + places;
    if (zeros < 0)
        return tl::make_unexpected(Unfit::Fraction);
    if (m_digits.size() + zeros > mostDigits)
        return tl::make_unexpected(Unfit::TooLarge);
    const auto counted = Uint256::parse(QByteArrayView(m_digits + QByteArray(zeros, '0')));
    if (!counted)
        return tl::make_unexpected(Unfit::TooLarge);
    return *counted;
}

} // namespace tuppence
