// SPDX-License-Identifier: MIT
#include "core/protocols/tokenendpoint/price.h"

#include "core/protocols/sellertext.h"

#include <QRegularExpression>

#include <optional>

using namespace Qt::StringLiterals;

namespace tuppence::tokenendpoint {

namespace {

using Kind = Error::Kind;

// Of 2^256 - 1; what has more is above it.
constexpr qsizetype mostDigits = 78;
// Past any exponent that could still give a price, and far from where an int ends.
constexpr qsizetype longestExponent = 6;

/// `digits` · 10^`exponent`, where `digits` neither begin nor end with a zero; empty: zero.
struct Decimal
{
    QByteArray digits;
    qsizetype exponent = 0;
};

/// RFC 8259 section 6, without the sign: a price has none.
std::optional<Decimal> read(QByteArrayView number)
{
    static const QRegularExpression grammar(
        uR"(\A(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?)0*([0-9]+))?\z)"_s);
    const auto match = grammar.match(QString::fromLatin1(number));
    if (!match.hasMatch())
        return std::nullopt;
    const QByteArray fraction = match.captured(2).toLatin1();
    const QByteArray exponent = match.captured(4).toLatin1();
    Decimal decimal {match.captured(1).toLatin1() + fraction,
                     exponent.left(longestExponent + 1).toLongLong()};
    if (match.captured(3) == "-"_L1)
        decimal.exponent = -decimal.exponent;
    decimal.exponent -= fraction.size();
    return decimal;
}

Decimal normalized(Decimal decimal)
{
    while (decimal.digits.startsWith('0'))
        decimal.digits.remove(0, 1);
    while (decimal.digits.endsWith('0')) {
        decimal.digits.chop(1);
        ++decimal.exponent;
    }
    return decimal;
}

} // namespace

Result<Uint256> unitsOf(QByteArrayView number, int decimals)
{
    const QJsonObject words = sellersWords(number.toByteArray());
    const auto said = read(number);
    const Decimal price = normalized(said.value_or(Decimal {}));
    if (price.digits.isEmpty())
        return fail(Kind::Malformed, "tokenendpoint.amount", words);
    const qsizetype zeros = price.exponent + decimals;
    if (zeros < 0)
        return fail(Kind::Malformed, "tokenendpoint.amount_fraction", words);
    const auto tooLarge = fail(Kind::OutOfRange, "tokenendpoint.amount_too_large", words);
    if (price.digits.size() + zeros > mostDigits)
        return tooLarge;
    const auto units = Uint256::parse(QByteArrayView(price.digits + QByteArray(zeros, '0')));
    return units ? *units : Result<Uint256>(tooLarge);
}

} // namespace tuppence::tokenendpoint
