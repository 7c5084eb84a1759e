// SPDX-License-Identifier: MIT
#include "core/chains/evm/witness.h"

#include "core/chains/evm/blocksearch.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/eventsearch.h"

#include <algorithm>
#include <array>

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

/// How long before its end an authorisation can have been used: it lives for an hour at most, and
/// the clock that signed it may have been a day ahead of the chain's.
constexpr std::chrono::hours longestLife {26};

/// Whether a server's own error says that it cannot tell which block is final, and not that it is
/// busy or broken. What servers say: https://github.com/ethereum/execution-apis/pull/879
bool knowsNoFinalized(const Error &error)
{
    if (error.code != "rpc.error")
        return false;
    constexpr std::array unknown {-32601, -32602, -39001}; // method, parameter, block
    const int number = error.data[u"number"_s].toInt();
    if (std::find(unknown.cbegin(), unknown.cend(), number) != unknown.cend())
        return true;
    constexpr std::array words {"finalized"_L1, "unknown block"_L1, "invalid block"_L1};
    const QString message = error.data[u"message"_s].toString();
    return std::any_of(words.cbegin(), words.cend(), [&](QLatin1StringView part) {
        return message.contains(part, Qt::CaseInsensitive);
    });
}

} // namespace

Witness::Witness(const Server &server, const Question &question)
    : m_server(server)
    , m_question(question)
{
}

Pending<Done> Witness::failWith(const char *code) const
{
    return failed<Done>(m_server.error(code));
}

Pending<Testimony> Witness::testify()
{
    const auto self = shared_from_this();
    QObject *scope = m_server.scope;
    auto heard = learnHead();
    heard = andThen(heard, scope, [self](Done) { return self->learnState(); });
    heard = andThen(heard, scope, [self](Done) { return self->learnEvent(); });
    return andThen(heard, scope, [self](Done) { return ready<Testimony>(self->m_testimony); });
}

Pending<Done> Witness::learnHead()
{
    const auto asked = m_server.ask({chainIdCall(), blockCall("latest"), blockCall("finalized")});
    return andThen(asked, m_server.scope,
                   [self = shared_from_this()](const QList<Result<Json>> &answers) {
                       const auto taken = self->takeHead(answers);
                       return taken ? self->learnLast(answers.at(2)) : failed<Done>(taken.error());
                   });
}

Result<Done> Witness::takeHead(const QList<Result<Json>> &answers)
{
    const auto chainId = TRY(answers.at(0));
    TRY(m_server.expectChain(chainId, m_question.chainId));
    const auto latest = TRY(answers.at(1));
    const auto head = readBlock(latest);
    if (!head)
        return tl::make_unexpected(m_server.error("rpc.malformed"));
    m_testimony.head = *head;
    return Done {};
}

Pending<Done> Witness::learnLast(const Result<Json> &finalized)
{
    const auto last = finalized ? readBlock(*finalized) : std::nullopt;
    if (last) {
        m_testimony.last = *last;
        return ready<Done>(Done {});
    }
    const bool isAbsent = finalized ? finalized->is_null() : knowsNoFinalized(finalized.error());
    if (!isAbsent)
        return finalized ? failWith("rpc.malformed") : failed<Done>(finalized.error());
    const quint64 head = m_testimony.head.number;
    const quint64 number = head - std::min(head, m_question.finalDepth);
    return andThen(m_server.askAll({blockCall(quantity(number))}), m_server.scope,
                   [self = shared_from_this(), number](const QList<Json> &answers) {
                       const auto block = readBlock(answers.front());
                       if (!block || block->number != number)
                           return self->failWith("rpc.malformed");
                       self->m_testimony.last = *block;
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
