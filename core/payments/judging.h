// SPDX-License-Identifier: MIT
#pragma once

#include "core/ledger/book.h"
#include "core/money/registry.h"

#include <QTimeZone>

namespace tuppence::payments {

/// What is to be decided, apart from what the ledger knows.
struct Case
{
    deal::Terms terms;
    QByteArray requester; ///< the client's public key, hexadecimal
    QString requesterName;
    bool isPaired = false;
    QList<AssetAmount> leaves; ///< the amount first, then the highest fees
    QList<Error> warnings; ///< each of them asks
    Time now; ///< of the clock
    QTimeZone zone; ///< where days begin for whoever has no limit yet
};

/// Whether a payment that `by` allowed counts for that subject. The owner's word counts for the
/// wallet and the payee alone: what they chose themselves does not eat what they allow others.
[[nodiscard]] bool counts(const deal::Subject &subject, deal::Approval::By by);

/// Decides by the limits alone, and counts for every subject what it allows. The verdict's notices
/// are those that the requester may read.
[[nodiscard]] ledger::Judge byLimits(const Case &payment, const money::Registry &registry);
/// Decides by the owner's word, who read `shown`; counts for the wallet and the payee. Ask: a limit
/// is passed that they were not told of.
[[nodiscard]] ledger::Judge byOwner(const Case &payment, const QList<Error> &shown,
                                    const money::Registry &registry);

/// Takes what was not spent after all out of the running totals that can be believed.
[[nodiscard]] Result<Done> takeBack(ledger::Book &book);

/// The reasons that the owner reads before they agree: all but that nothing is allowed anyhow.
[[nodiscard]] QList<Error> worthReading(const QList<Error> &reasons);
/// The reason for which `verdict` refuses.
[[nodiscard]] Error refusal(const deal::Verdict &verdict);

} // namespace tuppence::payments
