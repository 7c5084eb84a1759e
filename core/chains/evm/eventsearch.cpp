// SPDX-License-Identifier: MIT
#include "core/chains/evm/eventsearch.h"

#include "core/chains/evm/calls.h"
#include "core/chains/evm/usesearch.h"

#include <algorithm>

namespace tuppence::evm {

namespace {

constexpr quint64 firstRange = 2000; // blocks; what public servers commonly allow
constexpr quint64 smallestRange = 10;
constexpr int mostRanges = 200;

} // namespace

std::optional<Log> eventOf(const Authorization &authorization, const QList<Log> &logs)
{
    const QByteArray used = usedTopic();
    const QByteArray cancelled = cancelledTopic();
    const QByteArray from = addressTopic(authorization.from);
    const auto found = std::find_if(logs.cbegin(), logs.cend(), [&](const Log &log) {
        return log.contract == authorization.token && log.topics.size() == 3
            && (log.topics.at(0) == used || log.topics.at(0) == cancelled)
            && log.topics.at(1) == from && log.topics.at(2) == authorization.nonce;
    });
    return found == logs.cend() ? std::nullopt : std::optional(*found);
}

EventSearch::EventSearch(const Server &server, const Authorization &authorization, quint64 newest,
                         Time earliest)
    : m_server(server)
    , m_authorization(authorization)
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
        m_server.ask({eventsCall(m_authorization, oldest, m_newest), blockCall(quantity(oldest))});
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
    if (const auto found = eventOf(m_authorization, *read))
        return ready<Log>(*found);
    return oldest ? goOn(*oldest) : failed<Log>(oldest.error());
}

Pending<Log> EventSearch::runFromUse()
{
    return whenReady(firstBlockOfUse(m_server, m_authorization, m_newest), m_server.scope,
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
