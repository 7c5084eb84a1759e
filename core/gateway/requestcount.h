// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>

#include <memory>

namespace tuppence::gateway {

/// Counts what goes on for each client, whether or not it is still connected.
class RequestCount
{
public:
    /// One request, counted for as long as somebody holds its ticket.
    using Ticket = std::shared_ptr<const void>;

    [[nodiscard]] qsizetype of(const QByteArray &client) const { return m_counts->value(client); }

    [[nodiscard]] Ticket add(const QByteArray &client) const
    {
        ++(*m_counts)[client];
        return {m_counts.get(), [counts = m_counts, client](const void *) {
                    if (--(*counts)[client] == 0)
                        counts->remove(client);
                }};
    }

private:
    std::shared_ptr<QHash<QByteArray, qsizetype>> m_counts =
        std::make_shared<QHash<QByteArray, qsizetype>>(); ///< tickets may outlive us
};

} // namespace tuppence::gateway
