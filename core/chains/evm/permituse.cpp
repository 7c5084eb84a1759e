// SPDX-License-Identifier: MIT
#include "core/chains/evm/permituse.h"

#include "core/base/bytes.h"
#include "core/chains/evm/calls.h"
#include "core/crypto/abi.h"
#include "core/crypto/hash.h"
#include "core/deal/permit2.h"

#include <algorithm>

namespace tuppence::evm {

namespace {

constexpr qsizetype wordSize = 32;
constexpr qsizetype selectorSize = 4;
constexpr qsizetype mostAtOnce = 8; ///< transactions in one round: each may be long

/// A function that uses one permit and does nothing else, and in which words it finds it.
struct Function
{
    QByteArray selector;
    qsizetype nonceWord = 0;
    qsizetype ownerWord = 0;
};

/// Those of the contract that a permit names, as the reference deployments have them.
/// https://github.com/x402-foundation/x402 contracts/evm/src
QList<Function> functionsFor(Permit::Witness witness)
{
    const QByteArray permit = "((address,uint256),uint256,uint256)";
    const QByteArray permit2612 = "(uint256,uint256,bytes32,bytes32,uint8)";
    const QByteArray exact = permit + ",address,(address,uint256),bytes)";
    const QByteArray upto = permit + ",uint256,address,(address,address,uint256),bytes)";
    switch (witness) {
    case Permit::Witness::None:
        return {{abiSelector("permitTransferFrom(" + permit + ",(address,uint256),address,bytes)"),
                 2, 6}};
    case Permit::Witness::Payee:
        return {{abiSelector("settle(" + exact), 2, 4},
                {abiSelector("settleWithPermit(" + permit2612 + ',' + exact), 7, 9}};
    case Permit::Witness::PayeeAndFacilitator:
        return {{abiSelector("settle(" + upto), 2, 5},
                {abiSelector("settleWithPermit(" + permit2612 + ',' + upto), 7, 10}};
    }
    Q_UNREACHABLE();
}

/// The contract that a settlement calls.
Address settler(const Permit &permit)
{
    return permit.witness == Permit::Witness::None ? Address::parse(deal::permit2Contract).value()
                                                   : permit.spender;
}

QByteArray transferTopic()
{
    return crypto::keccak256("Transfer(address,address,uint256)");
}

bool isFromPayer(const Permit &permit, const Log &log)
{
    return log.contract == permit.token && log.topics.size() == 3 && log.body.size() == wordSize
        && log.topics.at(0) == transferTopic() && log.topics.at(1) == addressTopic(permit.from);
}

/// Whether it is a plain use of this permit.
bool isPlainUse(const Permit &permit, const MinedTransaction &sending)
{
    if (sending.to != settler(permit))
        return false;
    const auto functions = functionsFor(permit.witness);
    return std::any_of(functions.cbegin(), functions.cend(), [&](const Function &function) {
        if (!sending.input.startsWith(function.selector))
            return false;
        const AbiReader arguments(QByteArrayView(sending.input).sliced(selectorSize));
        const auto nonce = arguments.number(function.nonceWord);
        const auto owner = arguments.address(function.ownerWord);
        return nonce && *nonce == permit.nonce && owner && *owner == permit.from;
    });
}

Json hex(const QByteArray &bytes)
{
    return toHex(bytes).toStdString();
}

} // namespace

std::optional<MinedTransaction> readMined(const Json &json)
{
    if (!json.is_object())
        return std::nullopt;
    const auto bytesOf = [&](const char *key) {
        const Json *said = member(json, key);
        return said ? readBytes(*said) : std::nullopt;
    };
    const auto hash = bytesOf("hash");
    const auto blockHash = bytesOf("blockHash");
    const auto input = bytesOf("input");
    if (!hash || !blockHash || !input)
        return std::nullopt;
    MinedTransaction sending {*hash, *blockHash, std::nullopt, *input};
    if (const auto to = bytesOf("to")) {
        const auto address = Address::decode(*to);
        if (!address)
            return std::nullopt;
        sending.to = *address;
    }
    return sending;
}

net::Call minedCall(const QByteArray &transaction)
{
    return {"eth_getTransactionByHash", Json::array({hex(transaction)})};
}

net::Call transfersCall(const Permit &permit, quint64 first, quint64 last)
{
    Json topics = Json::array({hex(transferTopic()), hex(addressTopic(permit.from))});
    if (permit.witness != Permit::Witness::None)
        topics.push_back(hex(addressTopic(permit.to)));
    Json filter = {{"fromBlock", quantity(first).toStdString()},
                   {"toBlock", quantity(last).toStdString()},
                   {"address", hex(permit.token.encode())},
                   {"topics", topics}};
    return {"eth_getLogs", Json::array({filter})};
}

bool isTransfer(const Permit &permit, const Log &log)
{
    const bool goesAnywhere = permit.witness == Permit::Witness::None;
    return isFromPayer(permit, log)
        && (goesAnywhere || log.topics.at(2) == addressTopic(permit.to));
}

bool bringsNonce(const Permit &permit, const MinedTransaction &sending)
{
    return sending.input.contains(permit.nonce.encode());
}

std::optional<Uint256> movedBy(const Permit &permit, const MinedTransaction &sending,
                               const QList<Log> &logs)
{
    if (!isPlainUse(permit, sending))
        return std::nullopt;
    Uint256 moved;
    for (const Log &log : logs) {
        if (!isFromPayer(permit, log))
            continue;
        const auto units = Uint256::decode(log.body);
        const auto sum = units ? moved.plus(*units) : units;
        if (!sum)
            return std::nullopt;
        moved = *sum;
    }
    return moved;
}

Pending<std::optional<Log>> useAmong(const Server &server, const Permit &permit,
                                     QList<Log> transfers)
{
    using Found = std::optional<Log>;
    if (transfers.isEmpty())
        return ready<Found>(Found());
    // Servers give the oldest first, and the search comes from the newest.
    const auto newest = transfers.last(std::min(transfers.size(), mostAtOnce));
    transfers.resize(transfers.size() - newest.size());
    QList<net::Call> calls;
    for (const Log &log : newest)
        calls.append(minedCall(log.transaction));
    return andThen(server.askAll(calls), server.scope, [=](const QList<Json> &answers) {
        for (qsizetype i = newest.size() - 1; i >= 0; --i) {
            const auto sending = readMined(answers.at(i));
            if (!sending)
                return failed<Found>(server.error("rpc.malformed"));
            if (sending->hash == newest.at(i).transaction && bringsNonce(permit, *sending))
                return ready<Found>(newest.at(i));
        }
        return useAmong(server, permit, transfers);
    });
}

} // namespace tuppence::evm
