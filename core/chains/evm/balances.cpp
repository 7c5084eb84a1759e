// SPDX-License-Identifier: MIT
#include "core/chains/evm/balances.h"

#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"
#include "core/crypto/abi.h"

namespace tuppence::evm {

namespace {

/// The same on every network that has it.
Address multicall()
{
    return Address::parse("0xcA11bde05977b3631167028862bE2a173976CA11").value();
}

bool isToken(const AssetId &asset)
{
    return asset.space == "erc20";
}

Address tokenOf(const AssetId &asset)
{
    const auto token = Address::parse(asset.reference);
    Q_ASSERT(token);
    return *token;
}

QList<AssetId> tokensIn(const QList<AssetId> &assets)
{
    QList<AssetId> tokens;
    std::copy_if(assets.cbegin(), assets.cend(), std::back_inserter(tokens), isToken);
    return tokens;
}

/// aggregate3((address target, bool allowFailure, bytes callData)[])
QByteArray aggregateInput(const Holdings &holdings)
{
    const AbiValue input = AbiValue::bytes(balanceInput(holdings.owner));
    QList<AbiValue> calls;
    for (const AssetId &token : tokensIn(holdings.assets))
        calls.append(AbiValue::tuple({AbiValue::address(tokenOf(token)),
                                      AbiValue::boolean(/*allow failure=*/false), input}));
    return abiCall("aggregate3((address,bool,bytes)[])", {AbiValue::array(calls)});
}

/// (bool success, bytes returnData)[]
Result<QList<Uint256>> readAggregate(const Json &answer)
{
    const auto bytes = readBytes(answer).value_or(QByteArray());
    const auto results = TRY(AbiReader(bytes).tuples(0));
    QList<Uint256> units;
    for (const AbiReader &result : results) {
        const auto returned = TRY(result.bytes(1));
        const auto held = TRY(AbiReader(returned).number(0));
        units.append(held);
    }
    return units;
}

std::optional<QList<Uint256>> readTokens(const QList<Json> &answers)
{
    QList<Uint256> units;
    for (const Json &answer : answers) {
        const auto read = readWord(answer);
        if (!read)
            return std::nullopt;
        units.append(*read);
    }
    return units;
}

/// Puts the tokens' holdings and the coin's where their assets stand.
QList<Uint256> inOrder(const QList<AssetId> &assets, QList<Uint256> tokens, const Uint256 &coin)
{
    QList<Uint256> units;
    for (const AssetId &asset : assets)
        units.append(isToken(asset) ? tokens.takeFirst() : coin);
    return units;
}

QList<net::Call> callsFor(const Holdings &holdings, bool hasMulticall)
{
    QList<net::Call> calls {coinBalanceCall(holdings.owner)};
    const auto tokens = tokensIn(holdings.assets);
    if (tokens.isEmpty())
        return calls;
    if (hasMulticall)
        return calls << contractCall(multicall(), aggregateInput(holdings), "latest");
    for (const AssetId &token : tokens)
        calls.append(contractCall(tokenOf(token), balanceInput(holdings.owner), "latest"));
    return calls;
}

std::optional<QList<Uint256>> readHoldings(const Holdings &holdings, bool hasMulticall,
                                           const QList<Json> &answers)
{
    const auto coin = readLargeQuantity(answers.front());
    const auto tokenCount = tokensIn(holdings.assets).size();
    std::optional<QList<Uint256>> tokens;
    if (!hasMulticall || tokenCount == 0)
        tokens = readTokens(answers.sliced(1));
    else if (const auto all = readAggregate(answers.at(1)))
        tokens = *all;
    if (!coin || !tokens || tokens->size() != tokenCount)
        return std::nullopt;
    return inOrder(holdings.assets, *tokens, *coin);
}

/// What is known of a server once it was asked for the first time.
struct Place
{
    bool hasMulticall = false;
    Time newestBlock {};
};

Pending<Balances> askEach(const Server &server, const Holdings &holdings, const Place &place)
{
    return andThen(server.askAll(callsFor(holdings, place.hasMulticall)), server.scope,
                   [=](const QList<Json> &answers) {
                       const auto units = readHoldings(holdings, place.hasMulticall, answers);
                       return units ? ready<Balances>(Balances {*units, place.newestBlock})
                                    : failed<Balances>(server.error("rpc.malformed"));
                   });
}

/// Where Multicall3 would spare no call: everything in one request.
Pending<Balances> askAtOnce(const Server &server, const Holdings &holdings)
{
    const auto calls =
        QList {chainIdCall(), blockCall("latest")} + callsFor(holdings, /*hasMulticall=*/false);
    return andThen(server.askAll(calls), server.scope, [=](const QList<Json> &answers) {
        const auto right = server.expectChain(answers.at(0), holdings.chainId);
        if (!right)
            return failed<Balances>(right.error());
        const auto newest = readBlock(answers.at(1));
        const auto units = readHoldings(holdings, /*hasMulticall=*/false, answers.sliced(2));
        return newest && units ? ready<Balances>(Balances {*units, newest->time})
                               : failed<Balances>(server.error("rpc.malformed"));
    });
}

} // namespace

Pending<Balances> askHoldings(const Server &server, const Holdings &holdings)
{
    if (tokensIn(holdings.assets).size() <= 1)
        return askAtOnce(server, holdings);
    const QList<net::Call> calls {chainIdCall(), codeCall(multicall()), blockCall("latest")};
    return andThen(server.askAll(calls), server.scope, [=](const QList<Json> &answers) {
        const auto right = server.expectChain(answers.at(0), holdings.chainId);
        if (!right)
            return failed<Balances>(right.error());
        const auto code = readBytes(answers.at(1));
        const auto newest = readBlock(answers.at(2));
        if (!code || !newest)
            return failed<Balances>(server.error("rpc.malformed"));
        return askEach(server, holdings, {!code->isEmpty(), newest->time});
    });
}

} // namespace tuppence::evm
