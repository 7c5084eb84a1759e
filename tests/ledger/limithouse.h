// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ledger/ways.h"

#include <QTest>

namespace tuppence::ledger::samples {

inline Author owner()
{
    return {"owner", at(5)};
}

inline LimitRow rowOf(Ledger &ledger, const QByteArray &subject, const SealKey &key = sealKey())
{
    const auto rows = wait(ledger.limits(key)).value();
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const LimitRow &row) { return row.subject == subject; });
    return found == rows.end() ? LimitRow {} : *found;
}

/// A ledger with an owner who sets limits.
struct LimitHouse : House
{
    void set(const QByteArray &subject, const QByteArray &content) const
    {
        QVERIFY(wait(ledger->setLimit({subject, content, "fresh"}, owner(), sealKey())));
    }

    /// Asks for a payment and has `judge` decide on it.
    deal::Verdict::Kind judge(const QByteArray &id, const Judge &judge) const
    {
        const NewPayment payment = samples::payment(id, "pay_" + id);
        (void)wait(ledger->ask(payment)).value();
        return wait(ledger->reserve(reservation(payment), {judge, sealKey()})).value().kind;
    }
};

} // namespace tuppence::ledger::samples
