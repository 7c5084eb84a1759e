// SPDX-License-Identifier: MIT
#include "core/chains/evm/permitallowance.h"

#include "core/chains/evm/answers.h"
#include "core/chains/evm/approving.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/payer.h"
#include "core/crypto/abi.h"
#include "core/deal/permit2.h"
#include "core/money/registry.h"

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

/// allowance(payer, Permit2), and where; nonces(payer) of EIP-2612 besides.
struct Question
{
    const money::Network *network = nullptr;
    const money::Asset *token = nullptr;
    QList<net::Call> calls;
};

/// The places of the answers.
enum Asked { Chain, Allowed, Nonce };

/// What one server says.
struct Standing
{
    Uint256 allowed;
    std::optional<Uint256> nonce; ///< none: the token knows no permits
};

Result<Question> questionFor(const AssetId &asset, const AccountId &from,
                             const money::Registry &registry)
{
    const auto *network = TRY(payingNetwork(asset, from, registry));
    const auto *known = TRY(knownToken(asset, registry));
    const auto token = TRY(Address::parse(asset.reference));
    const auto owner = AbiValue::address(TRY(Address::parse(from.address)));
    const auto permit2 = AbiValue::address(TRY(Address::parse(deal::permit2Contract)));
    const auto call = [&token](const QByteArray &input) {
        return contractCall(token, input, "latest");
    };
    return Question {network,
                     known,
                     {chainIdCall(), call(abiCall("allowance(address,address)", {owner, permit2})),
                      call(abiCall("nonces(address)", {owner}))}};
}

/// A token without permits reverts when asked for its nonces, or answers with nothing.
Result<Standing> readStanding(const Server &server, const QList<Result<Json>> &answers,
                              quint64 chainId)
{
    const auto chain = TRY(answers.at(Chain));
    TRY(server.expectChain(chain, chainId));
    const auto answer = TRY(answers.at(Allowed));
    const auto allowed = readWord(answer);
    if (!allowed)
        return tl::make_unexpected(server.error("rpc.malformed"));
    const auto &nonce = answers.at(Nonce);
    return Standing {*allowed, nonce ? readWord(*nonce) : std::nullopt};
}

Pending<Standing> askStanding(const Server &server, const Question &question)
{
    return andThen(
        server.ask(question.calls), server.scope,
        [server, chainId = question.network->chainId](const QList<Result<Json>> &answers) {
            return ready(readStanding(server, answers, chainId));
        });
}

Error tooLittle(const deal::AuthorizePermit2 &instruction, const money::Asset &token,
                const money::Registry &registry)
{
    const QString needed = registry.display(instruction.amount);
    return {Error::Kind::Refused,
            "chain.permit2_allowance",
            {{u"token"_s, token.symbol}, {u"needed"_s, needed}},
            {}};
}

Result<Needed> neededBy(const deal::AuthorizePermit2 &instruction, const Standing &standing,
                        const AccountId &from, const money::Registry &registry)
{
    const AssetAmount &amount = instruction.amount;
    if (standing.allowed >= amount.units)
        return Needed {};
    if (instruction.takesTokenPermit && standing.nonce)
        return Needed {deal::TokenPermit {*standing.nonce}};
    if (!instruction.takesApproval)
        return tl::make_unexpected(tooLittle(instruction, *registry.asset(amount.asset), registry));
    return sponsoredApproval(amount, from, registry).map([](const Sending &approval) {
        return Needed {approval};
    });
}

} // namespace

Pending<Needed> askNeeded(const QList<Server> &servers, const deal::AuthorizePermit2 &instruction,
                          const AccountId &from, const money::Registry &registry)
{
    const auto question = questionFor(instruction.amount.asset, from, registry);
    if (!question)
        return failed<Needed>(question.error());
    if (servers.isEmpty())
        return failed<Needed>(
            {Error::Kind::Network, "rpc.none", {{u"network"_s, question->network->name}}, {}});
    const auto asked = firstAnswer<Standing>(servers, [question = *question](const Server &server) {
        return askStanding(server, question);
    });
    return andThen(asked, servers.front().scope,
                   [instruction, from, &registry](const Standing &standing) {
                       return ready(neededBy(instruction, standing, from, registry));
                   });
}

} // namespace tuppence::evm
