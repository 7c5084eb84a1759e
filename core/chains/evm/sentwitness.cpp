// SPDX-License-Identifier: MIT
#include "core/chains/evm/sentwitness.h"

#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/horizon.h"

#include <algorithm>

namespace tuppence::evm {

namespace {

// The places of the answers.
enum Asked { Last, AtLast, AtHead, Mined };

/// What a server told at once; its receipt is not yet compared with a block.
struct Told
{
    SentTestimony testimony;
    std::optional<Receipt> receipt;
};

QList<net::Call> callsFor(const Submission &submission, const Horizon &horizon)
{
    const QByteArray last = quantity(horizon.last.number);
    // Behind one server name may stand several servers: the block's own header says whether the one
    // that tells the state is on the same chain.
    return {blockCall(last), countCall(submission.from, last), countCall(submission.from, "latest"),
            receiptCall(submission.hash)};
}

Result<Told> read(const Server &server, const Submission &submission, const Horizon &horizon,
                  const QList<Result<Json>> &answers)
{
    const auto wrong = [&server](const char *code) {
        return tl::make_unexpected(server.error(code));
    };
    const auto header = TRY(answers.at(Last));
    const auto count = TRY(answers.at(AtHead));
    const auto mined = TRY(answers.at(Mined));
    const auto block = readBlock(header);
    const auto atHead = readQuantity(count);
    Told told {{horizon.head, horizon.last, std::nullopt, 0, std::nullopt}, readReceipt(mined)};
    const auto &receipt = told.receipt;
    const bool isReceipt = receipt && receipt->blockNumber;
    if (!block || !atHead || (!mined.is_null() && !isReceipt))
        return wrong("rpc.malformed");
    if (*block != horizon.last || (receipt && receipt->transaction != submission.hash))
        return wrong("rpc.contradicts");
    SentTestimony &testimony = told.testimony;
    if (const auto &atLast = answers.at(AtLast)) {
        testimony.countedAtLast = readQuantity(*atLast);
        if (!testimony.countedAtLast)
            return wrong("rpc.malformed");
    }
    // What is in a final block stays there; a smaller count may be the word of a server further
    // behind.
    testimony.counted = std::max(*atHead, testimony.countedAtLast.value_or(0));
    return told;
}

Result<SentTestimony> withReceipt(const Server &server, const Submission &submission, Told told,
                                  const Json &header)
{
    const auto block = readBlock(header);
    if (!block)
        return tl::make_unexpected(server.error("rpc.malformed"));
    SentTestimony &testimony = told.testimony;
    const bool isFinal = block->number <= testimony.last.number;
    const bool deniedAtLast =
        isFinal && testimony.countedAtLast.value_or(submission.number + 1) <= submission.number;
    if (block->number != told.receipt->blockNumber || block->hash != told.receipt->blockHash
        || deniedAtLast)
        return tl::make_unexpected(server.error("rpc.contradicts"));
    testimony.inclusion = Inclusion {*block, told.receipt->succeeded, told.receipt->fee};
    return testimony;
}

Pending<SentTestimony> askBlock(const Server &server, const Submission &submission,
                                const Told &told)
{
    if (!told.receipt)
        return ready<SentTestimony>(told.testimony);
    return andThen(server.askAll({blockCall(quantity(*told.receipt->blockNumber))}), server.scope,
                   [server, submission, told](const QList<Json> &answers) {
                       return ready(withReceipt(server, submission, told, answers.front()));
                   });
}

Pending<SentTestimony> askState(const Server &server, const Submission &submission,
                                const Horizon &horizon)
{
    return andThen(server.ask(callsFor(submission, horizon)), server.scope,
                   [server, submission, horizon](const QList<Result<Json>> &answers) {
                       const auto told = read(server, submission, horizon, answers);
                       return told ? askBlock(server, submission, *told)
                                   : failed<SentTestimony>(told.error());
                   });
}

} // namespace

Pending<SentTestimony> testify(const Server &server, const SentQuestion &question)
{
    return andThen(askHorizon(server, question.chainId, question.finalDepth), server.scope,
                   [server, submission = question.submission](const Horizon &horizon) {
                       return askState(server, submission, horizon);
                   });
}

} // namespace tuppence::evm
