// SPDX-License-Identifier: MIT
#include "core/chains/evm/fixednonce.h"

#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/payer.h"
#include "core/money/registry.h"

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

/// authorizationState(payer, nonce), and where.
struct Question
{
    const money::Network *network = nullptr;
    net::Call call;
};

Result<Question> questionFor(const deal::AuthorizeTransfer &instruction, const AccountId &from,
                             const money::Registry &registry)
{
    const AssetId &asset = instruction.amount.asset;
    const auto *network = TRY(payingNetwork(asset, from, registry));
    TRY(knownToken(asset, registry));
    Authorization authorization;
    authorization.token = TRY(Address::parse(asset.reference));
    authorization.from = TRY(Address::parse(from.address));
    authorization.nonce = instruction.nonce;
    return Question {network, stateCall(authorization, "latest")};
}

Pending<Uint256> askState(const Server &server, const net::Call &call, quint64 chainId)
{
    return andThen(server.askAll({chainIdCall(), call}), server.scope,
                   [=](const QList<Json> &answers) {
                       const auto right = server.expectChain(answers.at(0), chainId);
                       const auto state = readWord(answers.at(1));
                       if (!right)
                           return failed<Uint256>(right.error());
                       if (!state)
                           return failed<Uint256>(server.error("rpc.malformed"));
                       return ready<Uint256>(*state);
                   });
}

} // namespace

Pending<Done> expectUnused(const QList<Server> &servers, const deal::AuthorizeTransfer &instruction,
                           const AccountId &from, const money::Registry &registry)
{
    if (instruction.nonce.isEmpty())
        return ready<Done>(Done {});
    const auto question = questionFor(instruction, from, registry);
    if (!question)
        return failed<Done>(question.error());
    const auto *network = question->network;
    if (servers.isEmpty())
        return failed<Done>(
            {Error::Kind::Network, "rpc.none", {{u"network"_s, network->name}}, {}});
    const auto asked = firstAnswer<Uint256>(
        servers, [call = question->call, chainId = network->chainId](const Server &server) {
            return askState(server, call, chainId);
        });
    return andThen(asked, servers.front().scope, [](const Uint256 &state) {
        return state.isZero() ? ready<Done>(Done {})
                              : failed<Done>({Error::Kind::Refused, "chain.nonce_used", {}, {}});
    });
}

} // namespace tuppence::evm
