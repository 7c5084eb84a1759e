// SPDX-License-Identifier: MIT
#include "core/base/amount.h"
#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/newtoken.h"
#include "core/crypto/abi.h"

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype wordSize = 32;
/// Longer ones are no names; a contract may say anything.
constexpr qsizetype longestText = 256;

// The places of the answers.
enum Asked { Chain, Code, Balance, Symbol, Name, Version, Decimals, Separator, State };

net::Call plainCall(const Address &token, QByteArrayView signature)
{
    return contractCall(token, abiSelector(signature), "latest");
}

QList<net::Call> callsFor(const Address &token)
{
    const QByteArray nobodysState =
        abiSelector("authorizationState(address,bytes32)") + QByteArray(2 * wordSize, '\0');
    return {chainIdCall(),
            codeCall(token),
            contractCall(token, balanceInput(token), "latest"),
            plainCall(token, "symbol()"),
            plainCall(token, "name()"),
            plainCall(token, "version()"),
            plainCall(token, "decimals()"),
            plainCall(token, "DOMAIN_SEPARATOR()"),
            contractCall(token, nobodysState, "latest")};
}

std::optional<QString> readText(const Json &answer)
{
    const auto bytes = readBytes(answer).value_or(QByteArray());
    const auto text = AbiReader(bytes).bytes(0);
    if (!text || text->isEmpty() || text->size() > longestText)
        return std::nullopt;
    const QString read = QString::fromUtf8(*text);
    return read.toUtf8() == *text ? std::optional(read) : std::nullopt;
}

std::optional<int> readDecimals(const Json &answer)
{
    const auto number = readWord(answer);
    if (!number || *number > Uint256(Amount::maxDecimals))
        return std::nullopt;
    return number->toString().toInt();
}

std::optional<QByteArray> readSeparator(const Json &answer)
{
    const auto bytes = readBytes(answer);
    return bytes && bytes->size() == wordSize ? bytes : std::nullopt;
}

TokenWords wordsIn(const QList<Json> &answers)
{
    TokenWords words;
    words.symbol = readText(answers.at(Symbol));
    words.name = readText(answers.at(Name));
    words.version = readText(answers.at(Version));
    words.decimals = readDecimals(answers.at(Decimals));
    words.domainSeparator = readSeparator(answers.at(Separator));
    words.hasAuthorizations = readFlag(answers.at(State)).has_value();
    return words;
}

/// A contract that refuses a call has said nothing; a server that fails has not been asked.
Result<QList<Json>> asSaid(const QList<Result<Json>> &answers)
{
    QList<Json> said;
    for (const auto &answer : answers) {
        if (!answer && answer.error().code != "rpc.error")
            return tl::make_unexpected(answer.error());
        said.append(answer ? *answer : Json());
    }
    return said;
}

Result<TokenWords> read(const Server &server, const Address &token, quint64 chainId,
                        const QList<Result<Json>> &answers)
{
    const auto said = TRY(asSaid(answers));
    TRY(server.expectChain(said.at(Chain), chainId));
    const auto code = readBytes(said.at(Code));
    if (!code)
        return tl::make_unexpected(server.error("rpc.malformed"));
    if (code->isEmpty() || !readWord(said.at(Balance)))
        return fail(Error::Kind::Refused, "token.none",
                    {{u"address"_s, QString::fromLatin1(token.toChecksummed())}});
    return wordsIn(said);
}

} // namespace

Pending<TokenWords> askToken(const Server &server, const Address &token, quint64 chainId)
{
    return andThen(server.ask(callsFor(token)), server.scope,
                   [=](const QList<Result<Json>> &answers) {
                       return ready(read(server, token, chainId, answers));
                   });
}

} // namespace tuppence::evm
