// SPDX-License-Identifier: MIT
#include "core/chains/evm/eventsearch.h"

#include "core/chains/evm/calls.h"
#include "core/chains/evm/permituse.h"
#include "core/chains/evm/usesearch.h"

#include <algorithm>

namespace tuppence::evm {

namespace {

constexpr quint64 firstRange = 2000; // blocks; what public servers commonly allow
constexpr quint64 smallestRange = 10;
constexpr int mostRanges = 200;

} // namespace

EventSearch::EventSearch(const Server &server, const Permission &permission, quint64 newest,
                         Time earliest)
    : m_server(server)
    , m_permission(permission)
    , m_newest(newest)
    , m_earliest(earliest)
    , m_rangeSize(firstRange)
{
}

quint64 EventSearch::oldestOfRange() const
{
    return m_newest - std::min(m_newest, m_rangeSize - 1);
}

Pending<Log> EventSearch::run()
{
    if (++m_asked > mostRanges)
        return failed<Log>(m_server.error("rpc.no_log"));
    const quint64 oldest = oldestOfRange();
    const auto asked =
        m_server.ask({eventsCall(m_permission, oldest, m_newest), blockCall(quantity(oldest))});
    return andThen(asked, m_server.scope,
                   [self = shared_from_this()](const QList<Result<Json>> &answers) {
                       return self->takeIn(answers.at(0), answers.at(1));
                   });
}

Pending<Log> EventSearch::takeIn(const Result<Json> &logs, const Result<Json> &oldest)
{
    const bool mayBeTooMuch = !logs && logs.error().code == "rpc.error";
    if (mayBeTooMuch && m_rangeSize > smallestRange) {
        const bool isFirst = m_rangeSize == firstRange;
        m_rangeSize = std::max(m_rangeSize / 6, smallestRange);
        return isFirst ? runFromUse() : run();
    }
    if (!logs)
        return failed<Log>(logs.error());
    const auto read = readLogs(*logs);
    if (!read)
        return failed<Log>(m_server.error("rpc.malformed"));
    return andThen(useIn(*read), m_server.scope,
                   [self = shared_from_this(), oldest](const std::optional<Log> &found) {
                       if (found)
                           return ready<Log>(*found);
                       return oldest ? self->goOn(*oldest) : failed<Log>(oldest.error());
                   });
}

Pending<std::optional<Log>> EventSearch::useIn(const QList<Log> &logs) const
{
    const auto events = eventsOf(m_permission, logs);
    if (const auto *permit = std::get_if<Permit>(&m_permission))
        return useAmong(m_server, *permit, events);
    return ready<std::optional<Log>>(events.isEmpty() ? std::nullopt
                                                      : std::optional(events.front()));
}

Pending<Log> EventSearch::runFromUse()
{
    return whenReady(firstBlockOfUse(m_server, m_permission, m_newest), m_server.scope,
                     [self = shared_from_this()](const Result<quint64> &first) {
                         self->m_newest = first.value_or(self->m_newest);
                         return self->run();
                     });
}

Pending<Log> EventSearch::goOn(const Json &oldest)
{
    const auto block = readBlock(oldest);
    if (!block || block->number != oldestOfRange())
        return failed<Log>(m_server.error("rpc.malformed"));
    if (block->time < m_earliest || block->number == 0)
        return failed<Log>(m_server.error("rpc.no_log"));
    m_newest = block->number - 1;
    return run();
}

} // namespace tuppence::evm
