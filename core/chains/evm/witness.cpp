// SPDX-License-Identifier: MIT
#include "core/chains/evm/witness.h"

#include "core/chains/evm/blocksearch.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/eventsearch.h"
#include "core/chains/evm/horizon.h"

namespace tuppence::evm {

namespace {

/// How long before its end an authorisation can have been used: it lives for an hour at most, and
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
    const Authorization &authorization = m_question.authorization;
    // Behind one server name may stand several servers: the block's own header says whether the one
    // that tells the state is on the same chain.
    const auto asked = m_server.ask(
        {blockCall(last), stateCall(authorization, last), stateCall(authorization, "latest")});
    return andThen(asked, m_server.scope,
                   [self = shared_from_this()](const QList<Result<Json>> &answers) {
                       return ready<Done>(self->takeState(answers));
                   });
}

Result<Done> Witness::takeState(const QList<Result<Json>> &answers)
{
    const auto header = TRY(answers.at(0));
    const auto state = TRY(answers.at(2));
    const auto atHead = readFlag(state);
    const auto block = readBlock(header);
    if (!block || !atHead)
        return tl::make_unexpected(m_server.error("rpc.malformed"));
    if (*block != m_testimony.last)
        return tl::make_unexpected(m_server.error("rpc.contradicts"));
    if (const auto &atLast = answers.at(1)) {
        m_testimony.usedAtLast = readFlag(*atLast);
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
    return andThen(searchLog(), m_server.scope, [self = shared_from_this()](const Log &log) {
        return self->learnTransaction(log);
    });
}

Pending<Log> Witness::searchLog()
{
    const Time end = m_question.authorization.validBefore;
    const auto newest = lastBlockBefore(m_server, end, m_testimony.head);
    return andThen(newest, m_server.scope, [self = shared_from_this(), end](quint64 number) {
        const auto search = std::make_shared<EventSearch>(
            self->m_server, self->m_question.authorization, number, end - longestLife);
        return search->run();
    });
}

Pending<Done> Witness::learnTransaction(const Log &log)
{
    const auto asked =
        m_server.askAll({blockCall(quantity(log.blockNumber)), receiptCall(log.transaction)});
    return andThen(asked, m_server.scope,
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
    const Authorization &authorization = m_question.authorization;
    const bool fits = block->number == log.blockNumber && block->hash == log.blockHash
        && receipt->succeeded && receipt->transaction == log.transaction
        && receipt->blockHash == log.blockHash && eventOf(authorization, receipt->logs);
    const bool isFinal = log.blockNumber <= m_testimony.last.number;
    const bool deniedAtLast = isFinal && m_testimony.usedAtLast == false;
    if (!fits || deniedAtLast)
        return tl::make_unexpected(m_server.error("rpc.contradicts"));
    const auto kind =
        log.topics.front() == usedTopic() ? Event::Kind::Used : Event::Kind::Cancelled;
    m_testimony.event = Event {kind, *block, log.transaction};
    return Done {};
}

} // namespace tuppence::evm
