// SPDX-License-Identifier: MIT
#include "core/chains/evm/witness.h"

#include "core/chains/evm/blocksearch.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/eventsearch.h"
#include "core/chains/evm/horizon.h"
#include "core/chains/evm/invalidation.h"
#include "core/chains/evm/permituse.h"

#include <algorithm>
#include <array>

namespace tuppence::evm {

namespace {

/// How long before its end a permission can have been used: it lives for an hour at most, and
/// the clock that signed it may have been a day ahead of the chain's.
constexpr std::chrono::hours longestLife {26};

} // namespace

Witness::Witness(const Server &server, const Question &question)
    : m_server(server)
    , m_question(question)
{
}

Pending<Testimony> Witness::testify()
{
    const auto self = shared_from_this();
    QObject *scope = m_server.scope;
    auto heard = learnHorizon();
    heard = andThen(heard, scope, [self](Done) { return self->learnState(); });
    heard = andThen(heard, scope, [self](Done) { return self->learnEvent(); });
    return andThen(heard, scope, [self](Done) { return ready<Testimony>(self->m_testimony); });
}

Pending<Done> Witness::learnHorizon()
{
    const auto asked = askHorizon(m_server, m_question.chainId, m_question.finalDepth);
    return andThen(asked, m_server.scope, [self = shared_from_this()](const Horizon &horizon) {
        self->m_testimony.head = horizon.head;
        self->m_testimony.last = horizon.last;
        return ready<Done>(Done {});
    });
}

Pending<Done> Witness::learnState()
{
    const QByteArray last = quantity(m_testimony.last.number);
    const Permission &permission = m_question.permission;
    // Behind one server name may stand several servers: the block's own header says whether the one
    // that tells the state is on the same chain.
    const auto asked = m_server.ask(
        {blockCall(last), stateCall(permission, last), stateCall(permission, "latest")});
    return andThen(asked, m_server.scope,
                   [self = shared_from_this()](const QList<Result<Json>> &answers) {
                       return ready<Done>(self->takeState(answers));
                   });
}

Result<Done> Witness::takeState(const QList<Result<Json>> &answers)
{
    const auto header = TRY(answers.at(0));
    const auto state = TRY(answers.at(2));
    const auto atHead = readState(m_question.permission, state);
    const auto block = readBlock(header);
    if (!block || !atHead)
        return tl::make_unexpected(m_server.error("rpc.malformed"));
    if (*block != m_testimony.last)
        return tl::make_unexpected(m_server.error("rpc.contradicts"));
    if (const auto &atLast = answers.at(1)) {
        m_testimony.usedAtLast = readState(m_question.permission, *atLast);
        if (!m_testimony.usedAtLast)
            return tl::make_unexpected(m_server.error("rpc.malformed"));
    }
    // A nonce once used stays used; what `latest` denies may be the word of a server further
    // behind.
    m_isUsed = *atHead || m_testimony.usedAtLast == true;
    return Done {};
}

Pending<Done> Witness::learnEvent()
{
    if (!m_isUsed)
        return ready<Done>(Done {});
    const auto self = shared_from_this();
    auto found = whenReady(searchLog(), m_server.scope, [self](const Result<Log> &log) {
        return log ? ready<Log>(*log) : self->searchLateLog(log.error());
    });
    return whenReady(std::move(found), m_server.scope, [self](const Result<Log> &log) {
        return log ? self->learnTransaction(*log) : self->learnNothing(log.error());
    });
}

/// A permit that is used leaves no mark that must be found; one that was taken back does.
Pending<Done> Witness::learnNothing(const Error &why)
{
    if (!permit() || why.code != "rpc.no_log")
        return failed<Done>(why);
    if (m_testimony.usedAtLast != true)
        return ready<Done>(Done {});
    return andThen(askInvalidation(m_server, *permit(), m_testimony.last), m_server.scope,
                   [self = shared_from_this()](const std::optional<Event> &cancelled) {
                       const Event used {Event::Kind::Used, self->m_testimony.last, {}};
                       self->m_testimony.event = cancelled.value_or(used);
                       return ready<Done>(Done {});
                   });
}

const Permit *Witness::permit() const
{
    return std::get_if<Permit>(&m_question.permission);
}

Pending<Log> Witness::searchLog()
{
    const Time end = endOf(m_question.permission);
    const auto newest = lastBlockBefore(m_server, end, m_testimony.head);
    return andThen(newest, m_server.scope, [self = shared_from_this(), end](quint64 number) {
        const auto search = std::make_shared<EventSearch>(
            self->m_server, self->m_question.permission, number, end - longestLife);
        return self->permit() ? search->runFromUse() : search->run();
    });
}

/// Nothing is used after its end, but it can still be cancelled then.
Pending<Log> Witness::searchLateLog(const Error &why)
{
    const Time end = endOf(m_question.permission);
    if (permit() || why.code != "rpc.no_log" || m_testimony.head.time < end)
        return failed<Log>(why);
    const auto search = std::make_shared<EventSearch>(m_server, m_question.permission,
                                                      m_testimony.head.number, end);
    return search->run();
}

Pending<Done> Witness::learnTransaction(const Log &log)
{
    QList<net::Call> calls {blockCall(quantity(log.blockNumber)), receiptCall(log.transaction)};
    if (permit())
        calls.append(minedCall(log.transaction));
    return andThen(m_server.askAll(calls), m_server.scope,
                   [self = shared_from_this(), log](const QList<Json> &answers) {
                       return ready<Done>(self->takeTransaction(log, answers));
                   });
}

Result<Done> Witness::takeTransaction(const Log &log, const QList<Json> &answers)
{
    const auto block = readBlock(answers.at(0));
    const auto receipt = readReceipt(answers.at(1));
    if (!block || !receipt)
        return tl::make_unexpected(m_server.error("rpc.malformed"));
    const bool fits = block->number == log.blockNumber && block->hash == log.blockHash
        && receipt->succeeded && receipt->transaction == log.transaction
        && receipt->blockHash == log.blockHash
        && !eventsOf(m_question.permission, receipt->logs).isEmpty();
    const bool isFinal = log.blockNumber <= m_testimony.last.number;
    const bool deniedAtLast = isFinal && m_testimony.usedAtLast == false;
    if (!fits || deniedAtLast)
        return tl::make_unexpected(m_server.error("rpc.contradicts"));
    const auto kind =
        log.topics.front() == cancelledTopic() ? Event::Kind::Cancelled : Event::Kind::Used;
    std::optional<Uint256> moved;
    if (permit())
        moved = TRY(takeMoved(*receipt, answers.at(2)));
    m_testimony.event = Event {kind, *block, log.transaction, moved};
    return Done {};
}

Result<std::optional<Uint256>> Witness::takeMoved(const Receipt &receipt,
                                                  const Json &transaction) const
{
    const auto sending = readMined(transaction);
    if (!sending)
        return tl::make_unexpected(m_server.error("rpc.malformed"));
    const bool fits = sending->hash == receipt.transaction
        && sending->blockHash == receipt.blockHash && bringsNonce(*permit(), *sending);
    if (!fits)
        return tl::make_unexpected(m_server.error("rpc.contradicts"));
    return movedBy(*permit(), *sending, receipt.logs);
}

} // namespace tuppence::evm
