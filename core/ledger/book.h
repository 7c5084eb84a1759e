// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/records.h"
#include "core/ledger/sealedrows.h"

#include <functional>
#include <memory>

namespace tuppence::ledger {

/// What stands in the running totals and was not spent after all.
struct Surplus
{
    deal::Terms terms; ///< of its payment
    QByteArray requester;
    deal::Approval::By approvedBy = deal::Approval::By::Owner;
    AssetAmount amount;
    Time booked; ///< when it was counted
};

/// The newest payment to a site that was signed and is not proved dead.
struct PaidBefore
{
    QByteArray payee;
    AssetId asset;
};

/// What a judge reads and writes, inside the transaction that reserves. Limits and running totals
/// are its own bytes: the ledger seals them and knows nothing of what they say.
class Book
{
public:
    static constexpr int mostPrices = 20;

    /// All of them outlive it.
    Book(Connection &connection, const Secret &key)
        : m_connection(connection)
        , m_limits(connection, key, "limits")
        , m_spending(connection, key, "spending")
    {
    }

    /// As limitsOf() of limits.h.
    Result<QList<Sealed>> limits(const QByteArrayList &subjects);
    Result<Sealed> limit(const QByteArray &subject);
    Result<QList<Sealed>> spending(const QByteArrayList &subjects);
    Result<Sealed> spending(const QByteArray &subject);
    Result<Done> writeSpending(const QByteArray &subject, const QByteArray &content);
    /// All that there is; from now on there is none.
    Result<QList<Surplus>> takeSurplus();
    Result<std::optional<PaidBefore>> paidBefore(const QByteArray &site);
    /// What was paid for `page` (pageOf()), newest first, at most `mostPrices`.
    Result<QList<AssetAmount>> pricesOf(const QByteArray &page);

private:
    Connection &m_connection;
    SealedRows m_limits;
    SealedRows m_spending;
};

/// The URL without query and fragment: what prices are compared for.
[[nodiscard]] QByteArray pageOf(const QUrl &url);

/// What becomes of a reservation.
struct Judgement
{
    deal::Verdict verdict; ///< only Allow reserves
    Time booked; ///< the time that it counts at
};

/// Decides inside the ledger's transaction and in its thread: a pure function of what the book says
/// and of values of its own.
using Judge = std::function<Result<Judgement>(Book &book)>;

/// The key that limits and running totals are sealed with.
using SealKey = std::shared_ptr<const Secret>;

struct Judging
{
    Judge judge;
    SealKey key; ///< never null
};

} // namespace tuppence::ledger
