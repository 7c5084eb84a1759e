// SPDX-License-Identifier: MIT
#pragma once

#include "core/chains/evm/permission.h"
#include "core/chains/evm/server.h"

#include <memory>

namespace tuppence::evm {

/// Looks for the log of what a server calls used: backwards from a block, a range at a time.
/// Servers limit ranges, each at a number of its own; a refusal makes the range smaller, and the
/// first one has the search start at the block of the use, as far as the server knows the state of
/// old blocks: small ranges alone would not reach it.
class EventSearch : public std::enable_shared_from_this<EventSearch>
{
public:
    /// Looks at `newest` and the blocks before it, down to `earliest`.
    EventSearch(const Server &server, const Permission &permission, quint64 newest, Time earliest);

    /// Network: "rpc.no_log" {host}: there is none in all those blocks, or in as many of them as we
    /// ask about; "rpc.malformed"; errors of the transport. Refused "rpc.error": the server
    /// refuses the smallest range too.
    [[nodiscard]] Pending<Log> run();
    /// The same, from the block of the use on. Of a permit, whose log says only that the payer
    /// paid somebody, this looks at the fewest transactions.
    [[nodiscard]] Pending<Log> runFromUse();

private:
    [[nodiscard]] Pending<Log> takeIn(const Result<Json> &logs, const Result<Json> &oldest);
    [[nodiscard]] Pending<std::optional<Log>> useIn(const QList<Log> &logs) const;
    [[nodiscard]] Pending<Log> goOn(const Json &oldest);
    [[nodiscard]] quint64 oldestOfRange() const;

    Server m_server;
    Permission m_permission;
    quint64 m_newest = 0;
    Time m_earliest;
    quint64 m_rangeSize;
    int m_asked = 0;
};

} // namespace tuppence::evm
