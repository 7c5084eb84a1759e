// SPDX-License-Identifier: MIT
#include "core/ledger/entrypage.h"

#include "core/ledger/paymentrows.h"
#include "core/ledger/purchases.h"

namespace tuppence::ledger {

namespace {

/// Nothing that can be sent and nothing as it came from a seller goes out with the history.
Payment withoutBytes(Payment payment)
{
    payment.challenge.clear();
    payment.proof.clear();
    payment.exchangeState.clear();
    payment.answer.receipt.clear();
    return payment;
}

} // namespace

Result<EntryPage> entries(Connection &connection, int limit, const QByteArray &cursor)
{
    const auto page = TRY(oldestFirst(connection, limit, cursor));
    EntryPage whole {{}, page.next};
    for (const Payment &payment : page.payments) {
        const auto wish = TRY(purchase(connection, payment.terms.purchase));
        whole.entries.append({withoutBytes(payment), wish.requester});
    }
    return whole;
}

} // namespace tuppence::ledger
