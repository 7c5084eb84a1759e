// SPDX-License-Identifier: MIT
#include "core/protocols/tokenendpoint/price.h"

#include "core/protocols/decimal.h"
#include "core/protocols/sellertext.h"

namespace tuppence::tokenendpoint {

Result<Uint256> unitsOf(QByteArrayView number, int decimals)
{
    const QJsonObject words = sellersWords(number.toByteArray());
    const auto price = Decimal::parse(number);
    if (!price || price->isZero())
        return fail(Error::Kind::Malformed, "tokenendpoint.amount", words);
    const auto units = price->units(decimals);
    if (units)
        return *units;
    if (units.error() == Decimal::Unfit::Fraction)
        return fail(Error::Kind::Malformed, "tokenendpoint.amount_fraction", words);
    return fail(Error::Kind::OutOfRange, "tokenendpoint.amount_too_large", words);
}

} // namespace tuppence::tokenendpoint
