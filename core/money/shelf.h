// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

#include <algorithm>
#include <deque>

namespace tuppence::money {

/// Entries with an `id`, in the order in which they came. None ever moves or changes, and what is
/// taken away stays where it was, so that who read it a moment ago can go on reading. It knows no
/// threads.
template <class Entry> class Shelf
{
public:
    using Id = decltype(Entry::id);

    [[nodiscard]] const QList<const Entry *> &listed() const { return m_listed; }

    /// Nothing: none of that id, or not any more.
    [[nodiscard]] const Entry *find(const Id &id) const
    {
        return findIf([&id](const Entry &entry) { return entry.id == id; });
    }

    template <class Says> [[nodiscard]] const Entry *findIf(Says says) const
    {
        const auto found = std::find_if(m_listed.cbegin(), m_listed.cend(),
                                        [&says](const Entry *entry) { return says(*entry); });
        return found == m_listed.cend() ? nullptr : *found;
    }

    /// `entry` has an id that is not listed.
    void put(Entry entry)
    {
        m_all.push_back(std::move(entry));
        m_listed.append(&m_all.back());
    }

    void takeAway(const Entry *entry) { m_listed.removeOne(entry); }

private:
    std::deque<Entry> m_all; ///< whose elements stay in their place when others come
    QList<const Entry *> m_listed;
};

} // namespace tuppence::money
