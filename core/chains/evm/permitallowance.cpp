// SPDX-License-Identifier: MIT
#include "core/chains/evm/permitallowance.h"

#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/payer.h"
#include "core/crypto/abi.h"
#include "core/deal/permit2.h"
#include "core/money/registry.h"

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

/// allowance(payer, Permit2), and where.
struct Question
{
    const money::Network *network = nullptr;
    const money::Asset *token = nullptr;
    net::Call call;
};

Result<Question> questionFor(const AssetId &asset, const AccountId &from,
                             const money::Registry &registry)
{
    const auto *network = TRY(payingNetwork(asset, from, registry));
    const auto *known = TRY(knownToken(asset, registry));
    const auto token = TRY(Address::parse(asset.reference));
    const auto owner = TRY(Address::parse(from.address));
    const auto permit2 = TRY(Address::parse(deal::permit2Contract));
    const QByteArray input = abiCall("allowance(address,address)",
                                     {AbiValue::address(owner), AbiValue::address(permit2)});
    return Question {network, known, contractCall(token, input, "latest")};
}

Pending<Uint256> askAllowance(const Server &server, const net::Call &call, quint64 chainId)
{
    return andThen(server.askAll({chainIdCall(), call}), server.scope,
                   [=](const QList<Json> &answers) {
                       const auto right = server.expectChain(answers.at(0), chainId);
                       const auto allowed = readWord(answers.at(1));
                       if (!right)
                           return failed<Uint256>(right.error());
                       if (!allowed)
                           return failed<Uint256>(server.error("rpc.malformed"));
                       return ready<Uint256>(*allowed);
                   });
}

} // namespace

Pending<Done> expectAllowance(const QList<Server> &servers,
                              const deal::AuthorizePermit2 &instruction, const AccountId &from,
                              const money::Registry &registry)
{
    const AssetAmount &amount = instruction.amount;
    const auto question = questionFor(amount.asset, from, registry);
    if (!question)
        return failed<Done>(question.error());
    const auto *network = question->network;
    if (servers.isEmpty())
        return failed<Done>(
            {Error::Kind::Network, "rpc.none", {{u"network"_s, network->name}}, {}});
    const auto asked = firstAnswer<Uint256>(
        servers, [call = question->call, chainId = network->chainId](const Server &server) {
            return askAllowance(server, call, chainId);
        });
    const Error tooLittle {
        Error::Kind::Refused,
        "chain.permit2_allowance",
        {{u"token"_s, question->token->symbol}, {u"needed"_s, registry.display(amount)}},
        {}};
    return andThen(asked, servers.front().scope,
                   [tooLittle, needed = amount.units](const Uint256 &allowed) {
                       return allowed >= needed ? ready<Done>(Done {}) : failed<Done>(tooLittle);
                   });
}

} // namespace tuppence::evm
