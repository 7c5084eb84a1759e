// SPDX-License-Identifier: MIT
#include "core/base/amount.h"

namespace tuppence {

Result<Amount> Amount::create(const Uint256 &units, int decimals)
{
    if (decimals < 0 || decimals > maxDecimals)
        return fail(Error::Kind::OutOfRange, "amount.decimals");
    return Amount(units, decimals);
}

Result<Amount> Amount::parse(QStringView text, int decimals)
{
    const auto zero = TRY(create({}, decimals));
    const auto point = text.indexOf(u'.');
    const QStringView whole = point < 0 ? text : text.left(point);
    const QStringView fraction = point < 0 ? QStringView() : text.mid(point + 1);
    if (whole.isEmpty() || (point >= 0 && fraction.isEmpty()))
        return fail(Error::Kind::Malformed, "amount.malformed");
    for (const QStringView part : {whole, fraction}) {
        for (const QChar c : part) {
            if (c < u'0' || c > u'9')
                return fail(Error::Kind::Malformed, "amount.malformed");
        }
    }
    if (whole.size() > 1 && whole.front() == u'0')
        return fail(Error::Kind::Malformed, "amount.malformed");
    if (fraction.size() > zero.decimals())
        return fail(Error::Kind::OutOfRange, "amount.places",
                    {{QStringLiteral("places"), decimals}});
    QString digits =
        whole.toString() + fraction.toString() + QString(decimals - fraction.size(), u'0');
    while (digits.size() > 1 && digits.front() == u'0')
        digits.remove(0, 1);
    const auto units = TRY(Uint256::parse(digits));
    return Amount(units, decimals);
}

QString Amount::toString() const
{
    QString digits = m_units.toString();
    if (m_decimals == 0)
        return digits;
    digits = digits.rightJustified(m_decimals + 1, u'0');
    QString fraction = digits.right(m_decimals);
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    const QString whole = digits.chopped(m_decimals);
    return fraction.isEmpty() ? whole : whole + u'.' + fraction;
}

} // namespace tuppence
