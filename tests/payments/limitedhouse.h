// SPDX-License-Identifier: MIT
#pragma once

#include "core/policy/decide.h"
#include "core/policy/limittext.h"
#include "tests/payments/enginehouse.h"

namespace tuppence::tests {

inline deal::Cap cents(quint64 number)
{
    return {deal::Dollars {}, Uint256(number).times(10'000'000'000'000'000).value()};
}

inline const deal::Subject site {deal::Subject::Kind::Site, "https://api.example.com", {}};
inline const deal::Subject wallet {};

inline deal::Limit daily(const deal::Subject &subject, quint64 sum)
{
    deal::Limit limit;
    limit.subject = subject;
    limit.perDay = cents(sum);
    limit.zone = "UTC";
    limit.perMinute = 0;
    return limit;
}

/// Waits until it is over.
inline ledger::Outcome outcomeOf(fakes::RecordingListener &listener)
{
    if (!QTest::qWaitFor([&] { return listener.report.has_value(); }))
        qFatal("No end of a payment");
    return listener.report->outcome;
}

/// A house whose owner sets limits.
class LimitedHouse : public House
{
public:
    void set(const deal::Limit &limit)
    {
        const auto key = std::make_shared<const Secret>(purse.limitsKey().value());
        policy::Spending fresh;
        fresh.began = clock.now() - std::chrono::seconds {1};
        value(ledger->setLimit({limit.subject.key(), policy::encode(limit), policy::encode(fresh)},
                               {"owner", clock.now()}, key));
    }

    void payOnceByHand()
    {
        const auto listener = pay();
        QCOMPARE(approve(), "");
        QCOMPARE(outcomeOf(*listener), ledger::Outcome::Paid);
    }

    /// Why the one payment that waits asks the owner.
    QByteArrayList warnings()
    {
        QByteArrayList codes;
        for (const Error &warning : waiting().warnings)
            codes.append(warning.code);
        return codes;
    }
};

} // namespace tuppence::tests
