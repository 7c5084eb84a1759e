// SPDX-License-Identifier: MIT
#include "core/ledger/vouchers.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

QByteArray channelKeyOf(const deal::Terms &terms)
{
    return terms.network.toString() + ' ' + terms.spender.toLower() + ' ' + terms.channel.toLower();
}

Result<Done> draw(Connection &connection, const QByteArray &payment, const deal::Terms &terms,
                  const std::optional<ChannelBounds> &bounds)
{
    if (terms.channel.isEmpty() == bounds.has_value())
        return fail(Error::Kind::Refused, "ledger.other_terms");
    if (!bounds)
        return Done {};
    const QByteArray channel = channelKeyOf(terms);
    const auto highest = TRY(highestVoucher(connection, channel));
    const auto upTo = std::max(highest.value_or(0), bounds->signedBefore).plus(terms.amount);
    if (!upTo || *upTo > bounds->deposit)
        return fail(Error::Kind::Refused, "ledger.channel_used_up");
    const auto drawn = connection.execute(
        u"INSERT INTO vouchers (payment, channel, up_to, signed) VALUES (?, ?, ?, 0)"_s,
        {text(payment), text(channel), units(*upTo)});
    // The index one_unsigned_voucher decides, not a query before it.
    if (!drawn && drawn.error().code == "ledger.constraint")
        return fail(Error::Kind::Refused, "ledger.channel_busy");
    if (!drawn)
        return tl::make_unexpected(drawn.error());
    return Done {};
}

Result<Done> markVoucherSigned(Connection &connection, const QByteArray &payment)
{
    TRY(connection.execute(u"UPDATE vouchers SET signed = 1 WHERE payment = ?"_s, {text(payment)}));
    return Done {};
}

Result<Done> dropVoucher(Connection &connection, const QByteArray &payment)
{
    TRY(connection.execute(u"DELETE FROM vouchers WHERE payment = ? AND signed = 0"_s,
                           {text(payment)}));
    return Done {};
}

Result<std::optional<Uint256>> voucherOf(Connection &connection, const QByteArray &payment)
{
    return connection.row(u"SELECT up_to FROM vouchers WHERE payment = ?"_s, {text(payment)},
                          [](Row &row) { return row.units(); });
}

Result<std::optional<Uint256>> highestVoucher(Connection &connection, const QByteArray &channel)
{
    // Big-endian: the highest bytes are the highest number.
    return connection.row(
        u"SELECT up_to FROM vouchers WHERE channel = ? ORDER BY up_to DESC LIMIT 1"_s,
        {text(channel)}, [](Row &row) { return row.units(); });
}

} // namespace tuppence::ledger
