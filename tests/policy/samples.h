// SPDX-License-Identifier: MIT
#pragma once

#include "core/money/registry.h"
#include "core/policy/decide.h"

// What the tests of policy/ decide about.

namespace tuppence::tests {

inline const money::Registry &registry()
{
    static const auto registry = money::Registry::builtIn().value();
    return registry;
}

inline AssetId usdc(const char *network = "eip155:8453")
{
    return registry()
        .ownedBySymbol(NetworkId::parse(QByteArray(network)).value(), QStringLiteral("USDC"))
        ->id;
}

/// So many cents of a dollar, as a cap.
inline deal::Cap cents(quint64 number)
{
    return {deal::Dollars {}, Uint256(number).times(10'000'000'000'000'000).value()};
}

/// So many cents, in USDC on Base.
inline AssetAmount paid(quint64 number)
{
    return {usdc(), Uint256(number * 10'000)};
}

inline Time at(const char *rfc3339)
{
    const auto moment = QDateTime::fromString(QLatin1StringView(rfc3339), Qt::ISODate);
    return Time {std::chrono::seconds {moment.toSecsSinceEpoch()}};
}

inline deal::Subject site(const QByteArray &origin = "https://shop.example")
{
    return {deal::Subject::Kind::Site, origin, {}};
}

inline deal::Limit limitOf(const deal::Subject &subject = site())
{
    deal::Limit limit;
    limit.subject = subject;
    limit.zone = "UTC";
    return limit;
}

inline policy::Standing standingOf(const deal::Limit &limit)
{
    policy::Standing standing;
    standing.subject = limit.subject;
    standing.name = QString::fromUtf8(limit.subject.key());
    standing.limit = limit;
    return standing;
}

inline policy::Question question(const AssetAmount &amount)
{
    return {{amount}, true, {}};
}

} // namespace tuppence::tests
