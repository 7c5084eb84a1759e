// SPDX-License-Identifier: MIT
#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/chains/evm/broadcast.h"
#include "core/chains/evm/cancelling.h"
#include "core/chains/evm/evmchain.h"
#include "core/chains/evm/fixednonce.h"
#include "core/chains/evm/permit.h"
#include "core/chains/evm/permitallowance.h"
#include "core/chains/evm/sentverdict.h"
#include "core/chains/evm/submitting.h"
#include "core/chains/evm/transfer.h"
#include "core/chains/evm/voucher.h"
#include "core/crypto/hash.h"
#include "core/money/registry.h"

// What the chain sends itself.

namespace tuppence::evm {

namespace {

Error notSendable()
{
    return {Error::Kind::Unsupported, "chain.not_sendable", {}, {}};
}

/// The signed transaction out of a proof, where it is the handle's.
std::optional<QByteArray> transactionIn(const deal::Signed &proof)
{
    const auto submission = decodeSubmission(proof.handle.id);
    const auto payload = parseJson(proof.bytes);
    const auto text = payload ? textMember(*payload, "transaction") : std::nullopt;
    const auto transaction = fromHex(text.value_or(QByteArray()));
    if (!submission || !transaction || crypto::keccak256(*transaction) != submission->hash)
        return std::nullopt;
    return *transaction;
}

/// As the first server has it that answers with what can be.
Pending<Conditions> conditionsNow(const QList<Server> &servers, const Sending &sending)
{
    return firstAnswer<Conditions>(
        servers, [sending](const Server &server) { return askConditions(server, sending); });
}

deal::Prepared withAllowance(deal::Prepared permit, const Needed &needed)
{
    if (const auto *tokenPermit = std::get_if<deal::TokenPermit>(&needed))
        std::get<deal::PermitTransfer>(permit.toSign).allowance = *tokenPermit;
    return permit;
}

/// The fee of the approval may leave, too: whoever sends it need not bring the coins.
deal::Prepared withApproval(deal::Prepared permit, const deal::Prepared &approval)
{
    std::get<deal::PermitTransfer>(permit.toSign).allowance =
        std::get<deal::EvmTransaction>(approval.toSign);
    permit.leaves.append(approval.leaves.last());
    return permit;
}

} // namespace

Pending<std::optional<AssetAmount>> EvmChain::highestFee(const deal::Instruction &instruction,
                                                         const AccountId &from)
{
    using Fee = std::optional<AssetAmount>;
    if (const auto *permit = std::get_if<deal::AuthorizePermit2>(&instruction)) {
        // It costs nothing where no approval is signed; but the owner is not asked about what
        // cannot be carried out.
        return andThen(askNeeded(serversOf(from.network), *permit, from, m_registry), &m_scope,
                       [this](const Needed &needed) {
                           const auto *approval = std::get_if<Sending>(&needed);
                           return approval ? feeOf(*approval) : ready<Fee>(Fee());
                       });
    }
    if (const auto *transfer = std::get_if<deal::AuthorizeTransfer>(&instruction)) {
        const auto inTime = expectTimeLeft(*transfer, m_clock.now());
        const auto unused = inTime
            ? expectUnused(serversOf(from.network), *transfer, from, m_registry)
            : failed<Done>(inTime.error());
        return andThen(unused, &m_scope, [](Done) { return ready<Fee>(Fee()); });
    }
    if (const auto *voucher = std::get_if<deal::SignVoucher>(&instruction)) {
        const auto inTime = expectTimeLeft(*voucher, m_clock.now());
        return inTime ? ready<Fee>(Fee()) : failed<Fee>(inTime.error());
    }
    const auto sending = sentBy(instruction, from, m_registry);
    return sending ? feeOf(*sending) : ready<Fee>(Fee());
}

Pending<std::optional<AssetAmount>> EvmChain::feeOf(const Result<Sending> &sending)
{
    using Fee = std::optional<AssetAmount>;
    if (!sending)
        return failed<Fee>(sending.error());
    const auto inTime = expectTimeLeft(*sending, m_clock.now());
    if (!inTime)
        return failed<Fee>(inTime.error());
    const auto servers = askable(sending->network.id);
    if (!servers)
        return failed<Fee>(servers.error());
    return andThen(conditionsNow(*servers, *sending), &m_scope,
                   [this, sending = *sending](const Conditions &conditions) {
                       const auto fee = highestFeeOf(sending, conditions, m_registry);
                       return fee ? ready<Fee>(Fee(*fee)) : failed<Fee>(fee.error());
                   });
}

Pending<deal::Prepared> EvmChain::prepare(const Result<Sending> &sending, const Bounds &bounds)
{
    if (!sending)
        return failed<deal::Prepared>(sending.error());
    const auto inTime = expectTimeLeft(*sending, m_clock.now());
    if (!inTime)
        return failed<deal::Prepared>(inTime.error());
    const auto servers = askable(sending->network.id);
    if (!servers)
        return failed<deal::Prepared>(servers.error());
    return andThen(conditionsNow(*servers, *sending), &m_scope,
                   [this, sending = *sending, bounds](const Conditions &conditions) {
                       return ready(
                           prepareSending(sending, conditions, bounds, m_registry, m_clock.now()));
                   });
}

Pending<deal::Prepared> EvmChain::prepare(const deal::AuthorizePermit2 &permit,
                                          const AccountId &from, const Bounds &bounds,
                                          const Moment &moment)
{
    const auto prepared = preparePermit(permit, from, m_registry, moment);
    if (!prepared)
        return failed<deal::Prepared>(prepared.error());
    return andThen(askNeeded(serversOf(from.network), permit, from, m_registry), &m_scope,
                   [this, prepared = *prepared, bounds](const Needed &needed) {
                       return prepareAllowance(prepared, needed, bounds);
                   });
}

Pending<deal::Prepared> EvmChain::prepareAllowance(const deal::Prepared &permit,
                                                   const Needed &needed, const Bounds &bounds)
{
    const auto *approval = std::get_if<Sending>(&needed);
    if (!approval)
        return ready<deal::Prepared>(withAllowance(permit, needed));
    return andThen(prepare(Result<Sending>(*approval), bounds), &m_scope,
                   [permit](const deal::Prepared &sending) {
                       return ready<deal::Prepared>(withApproval(permit, sending));
                   });
}

Pending<Done> EvmChain::submit(const deal::Signed &proof)
{
    const auto transaction = transactionIn(proof);
    if (!transaction)
        return failed<Done>(notSendable());
    const auto servers = askable(proof.handle.network);
    if (!servers)
        return failed<Done>(servers.error());
    const auto *network = m_registry.network(proof.handle.network);
    return broadcast(*servers, {network->chainId, *transaction, crypto::keccak256(*transaction)});
}

std::optional<quint64> EvmChain::numberOf(const deal::Handle &handle) const
{
    const auto submission = decodeSubmission(handle.id);
    return submission ? std::optional(submission->number) : std::nullopt;
}

Result<deal::SubmitCancellation> EvmChain::cancellation(const deal::Handle &handle) const
{
    return cancellationOf(handle, m_registry);
}

QFuture<deal::Fate> EvmChain::askHosts(const QList<QList<Server>> &hosts,
                                       const SentQuestion &question)
{
    QList<Pending<SentTestimony>> asked;
    for (const auto &servers : hosts)
        asked.append(firstAnswer<SentTestimony>(
            servers, [question](const Server &server) { return testify(server, question); }));
    return whenReady(allAnswers<SentTestimony>(asked), &m_scope,
                     [this, question](const Result<QList<Result<SentTestimony>>> &words) {
                         QPromise<deal::Fate> promise;
                         promise.start();
                         promise.addResult(judge(question.submission, *words, m_clock.now()));
                         promise.finish();
                         return promise.future();
                     });
}

} // namespace tuppence::evm
