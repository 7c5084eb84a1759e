// SPDX-License-Identifier: MIT
#include "core/ledger/book.h"

#include "core/ledger/limits.h"

using namespace Qt::StringLiterals;

namespace tuppence::ledger {

namespace {

Result<AssetId> readAsset(Row &row)
{
    const auto asset = AssetId::parse(row.text());
    if (!asset)
        return damaged(u"the asset of a payment cannot be read"_s);
    return *asset;
}

Result<Surplus> readSurplus(Row &row)
{
    Surplus surplus;
    const auto terms = deal::decodeTerms(row.bytes());
    if (!terms)
        return damaged(u"the terms of a payment cannot be read"_s);
    surplus.terms = *terms;
    surplus.requester = row.text();
    surplus.approvedBy =
        row.text() == "limit" ? deal::Approval::By::Limit : deal::Approval::By::Owner;
    surplus.amount.asset = TRY(readAsset(row));
    surplus.amount.units = TRY(row.units());
    surplus.booked = row.time();
    return surplus;
}

} // namespace

Result<QList<Sealed>> Book::limits(const QByteArrayList &subjects)
{
    return limitsOf(m_limits, subjects);
}

Result<Sealed> Book::limit(const QByteArray &subject)
{
    const auto limits = TRY(this->limits({subject}));
    return limits.first();
}

Result<QList<Sealed>> Book::spending(const QByteArrayList &subjects)
{
    return m_spending.read(subjects);
}

Result<Sealed> Book::spending(const QByteArray &subject)
{
    return m_spending.read(subject);
}

Result<Done> Book::writeSpending(const QByteArray &subject, const QByteArray &content)
{
    return m_spending.write(subject, content);
}

Result<QList<Surplus>> Book::takeSurplus()
{
    auto surplus = TRY(m_connection.rows(
        u"SELECT payments.terms, purchases.requester, payments.approved_by, movements.asset, "
        "movements.surplus, movements.booked FROM movements "
        "JOIN payments ON payments.id = movements.payment "
        "JOIN purchases ON purchases.id = payments.purchase WHERE movements.surplus IS NOT NULL"_s,
        {}, readSurplus));
    TRY(m_connection.execute(u"UPDATE movements SET surplus = NULL WHERE surplus IS NOT NULL"_s));
    return surplus;
}

Result<std::optional<PaidBefore>> Book::paidBefore(const QByteArray &site)
{
    return m_connection.row(
        u"SELECT payee, asset FROM payments WHERE site = ? "
        "AND live = 1 AND money <> 'none' ORDER BY asked DESC, number DESC LIMIT 1"_s,
        {text(site)}, [](Row &row) -> Result<PaidBefore> {
            const QByteArray payee = row.text();
            const auto asset = TRY(readAsset(row));
            return PaidBefore {payee, asset};
        });
}

Result<QList<AssetAmount>> Book::pricesOf(const QByteArray &page)
{
    return m_connection.rows(
        u"SELECT asset, amount FROM payments WHERE page = ? "
        "AND live = 1 AND money <> 'none' ORDER BY asked DESC, number DESC LIMIT ?"_s,
        {text(page), mostPrices}, [](Row &row) -> Result<AssetAmount> {
            const auto asset = TRY(readAsset(row));
            const auto units = TRY(row.units());
            return AssetAmount {asset, units};
        });
}

QByteArray pageOf(const QUrl &url)
{
    return url.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
}

} // namespace tuppence::ledger
