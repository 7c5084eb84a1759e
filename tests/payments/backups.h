// SPDX-License-Identifier: MIT
#pragma once

#include "core/payments/restoration.h"
#include "core/policy/decide.h"
#include "core/policy/limittext.h"
#include "tests/payments/enginehouse.h"

#include <QBuffer>

#include <array>

namespace tuppence::tests {

using deal::Limit;
using payments::BackupKeys;
using payments::Restored;

inline Secret keyOf(quint8 byte)
{
    return Secret::copyOf(std::array<quint8, 32> {byte});
}

inline BackupKeys keys(quint8 byte = 1)
{
    return {std::make_shared<const Secret>(keyOf(byte)),
            std::make_shared<const Secret>(Secret::create(32))};
}

inline deal::Cap cents(quint64 number)
{
    return {deal::Dollars {}, Uint256(number).times(10'000'000'000'000'000).value()};
}

inline const deal::Subject site {deal::Subject::Kind::Site, "https://api.example.com", {}};

inline QByteArray backupOf(House &house)
{
    auto buffer = std::make_shared<QBuffer>();
    buffer->open(QIODevice::ReadWrite);
    const auto counts = value(house.engine->backUp(keys(), buffer));
    Q_UNUSED(counts);
    return buffer->data();
}

inline Pending<Restored> restoring(House &house, const QByteArray &backup, quint8 key = 1)
{
    auto buffer = std::make_shared<QBuffer>();
    buffer->setData(backup);
    buffer->open(QIODevice::ReadOnly);
    return house.engine->restore(keys(key), buffer);
}

inline Restored restore(House &house, const QByteArray &backup)
{
    return value(restoring(house, backup));
}

inline void set(House &house, const Limit &limit)
{
    policy::Spending fresh;
    fresh.began = house.clock.now() - std::chrono::seconds {1};
    value(
        house.ledger->setLimit({limit.subject.key(), policy::encode(limit), policy::encode(fresh)},
                               {"owner", house.clock.now()}, keys().rows));
}

/// Takes the limit of `subject` away.
inline void take(House &house, const deal::Subject &subject)
{
    value(house.ledger->setLimit({subject.key(), {}, policy::encode(policy::Spending {})},
                                 {"owner", house.clock.now()}, keys().rows));
}

inline Limit daily(const deal::Subject &subject, quint64 sum)
{
    Limit limit;
    limit.subject = subject;
    limit.perDay = cents(sum);
    limit.zone = "UTC";
    return limit;
}

inline Limit limitOf(House &house, const deal::Subject &subject)
{
    for (const auto &row : value(house.ledger->limits(keys().rows))) {
        if (row.subject == subject.key() && row.isSound && !row.limit.isEmpty())
            return policy::decodeLimit(row.limit).value();
    }
    return {};
}

/// What was counted of a subject's spending in all.
inline Uint256 totalOf(House &house, const deal::Subject &subject)
{
    for (const auto &row : value(house.ledger->limits(keys().rows))) {
        if (row.subject == subject.key() && !row.spending.isEmpty()) {
            const auto spending = policy::decodeSpending(row.spending).value();
            return spending.assets.isEmpty() ? Uint256 {} : spending.assets.first().total;
        }
    }
    return {};
}

inline void payByHand(House &house, const QByteArray &key = {})
{
    const auto listener = house.pay(key);
    QCOMPARE(house.approve(), "");
    QVERIFY_ENDS(listener);
}

} // namespace tuppence::tests
