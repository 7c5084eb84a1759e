// SPDX-License-Identifier: MIT
#pragma once

#include "core/payments/order.h"

#include <QHash>

namespace tuppence::payments {

class Walk;

/// The walks that are under way, at most one a purchase. It owns none of them.
class Walks
{
public:
    void add(const QByteArray &purchase, Walk *walk) { m_walks.insert(purchase, walk); }

    void remove(const QByteArray &purchase) { m_walks.remove(purchase); }

    // Null: there is none.

    [[nodiscard]] Walk *of(const QByteArray &purchase) const { return m_walks.value(purchase); }

    [[nodiscard]] Walk *of(const QByteArray &purchase, const QByteArray &requester) const;
    /// The one that the same requester began with the same key. An order without key joins none.
    [[nodiscard]] Walk *joinedBy(const Order &order) const;
    [[nodiscard]] Walk *ofPayment(const QByteArray &payment) const;

    [[nodiscard]] QList<Walk *> all() const { return m_walks.values(); }

    [[nodiscard]] qsizetype countOf(const QByteArray &requester) const;

    [[nodiscard]] bool isEmpty() const { return m_walks.isEmpty(); }

    /// What waits for the owner, oldest first.
    [[nodiscard]] QList<Waiting> waiting() const;

private:
    QHash<QByteArray, Walk *> m_walks; ///< by purchase
};

} // namespace tuppence::payments
