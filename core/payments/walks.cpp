// SPDX-License-Identifier: MIT
#include "core/payments/walks.h"

#include "core/payments/walk.h"

#include <algorithm>

namespace tuppence::payments {

namespace {

template <class Is> Walk *find(const QHash<QByteArray, Walk *> &walks, Is is)
{
    const auto found = std::find_if(walks.cbegin(), walks.cend(), is);
    return found == walks.cend() ? nullptr : *found;
}

} // namespace

Walk *Walks::of(const QByteArray &purchase, const QByteArray &requester) const
{
    Walk *walk = of(purchase);
    return walk && walk->order().requester == requester ? walk : nullptr;
}

Walk *Walks::joinedBy(const Order &order) const
{
    return find(m_walks, [&order](const Walk *walk) {
        return !order.key.isEmpty() && walk->order().key == order.key
            && walk->order().requester == order.requester;
    });
}

Walk *Walks::ofPayment(const QByteArray &payment) const
{
    return find(m_walks, [&payment](const Walk *walk) {
        return !payment.isEmpty() && walk->payment() == payment;
    });
}

qsizetype Walks::countOf(const QByteArray &requester) const
{
    return std::count_if(m_walks.cbegin(), m_walks.cend(), [&requester](const Walk *walk) {
        return walk->order().requester == requester;
    });
}

QList<Waiting> Walks::waiting() const
{
    QList<Waiting> all;
    for (const Walk *walk : m_walks) {
        if (auto waiting = walk->waiting())
            all.append(*std::move(waiting));
    }
    std::sort(all.begin(), all.end(),
              [](const Waiting &a, const Waiting &b) { return a.since < b.since; });
    return all;
}

} // namespace tuppence::payments
