// SPDX-License-Identifier: MIT
#include "core/chains/evm/conditions.h"

#include "core/chains/evm/answers.h"
#include "core/chains/evm/calls.h"
#include "core/chains/evm/fees.h"
#include "core/crypto/abi.h"
#include "core/crypto/transaction.h"

#include <algorithm>
#include <array>

namespace tuppence::evm {

using namespace Qt::StringLiterals;

namespace {

/// Where a server tells neither a priority fee nor a gas price: 0.1 gwei.
constexpr quint64 plainTip = 100'000'000;

// The places of the answers; behind them those of what is not always asked.
enum Asked { Chain, Newest, Tip, GasPrice, Held, Counted, Waiting, Gas };

/// https://docs.optimism.io/stack/transactions/fees
Address gasPriceOracle()
{
    return Address::parse("0x420000000000000000000000000000000000000F").value();
}

/// A transaction like the one that will be, and with larger numbers: what stands in it is not known
/// before it is signed, and the fee grows with what cannot be compressed.
QByteArray likeness(const Sending &sending)
{
    constexpr quint64 large = 0x123456789ABCDEF0;
    Transaction transaction;
    transaction.chainId = sending.network.chainId;
    transaction.nonce = large;
    transaction.to = sending.to;
    transaction.value = sending.value;
    transaction.data = sending.data;
    transaction.gasLimit = large;
    transaction.maxFeePerGas = large;
    transaction.maxPriorityFeePerGas = large;
    return encode(transaction);
}

QList<net::Call> callsFor(const Sending &sending)
{
    QList<net::Call> calls {
        chainIdCall(),
        blockCall("latest"),
        tipCall(),
        gasPriceCall(),
        coinBalanceCall(sending.from),
        countCall(sending.from, "latest"),
        countCall(sending.from, "pending"),
    };
    if (!sending.gas)
        calls.append(estimateCall(sending.from, sending.to, sending.value, sending.data));
    if (sending.cancelled)
        calls.append(stateCall(*sending.cancelled, "latest"));
    if (sending.network.l1Fee)
        calls.append(contractCall(gasPriceOracle(),
                                  abiCall("getL1Fee(bytes)", {AbiValue::bytes(likeness(sending))}),
                                  "latest"));
    return calls;
}

/// Whether the network would refuse the transfer, and not the server the question. The words are
/// those of geth, reth, erigon and anvil.
bool isRefusalOfCall(const Error &error)
{
    constexpr int reverted = 3;
    if (error.code != "rpc.error")
        return false;
    if (error.data[u"number"_s].toInt() == reverted)
        return true;
    constexpr std::array words {"revert"_L1, "insufficient funds"_L1, "exceeds allowance"_L1,
                                "exceeds balance"_L1, "out of gas"_L1};
    const QString message = error.data[u"message"_s].toString();
    return std::any_of(words.cbegin(), words.cend(), [&](QLatin1StringView part) {
        return message.contains(part, Qt::CaseInsensitive);
    });
}

/// Reads the answers of one server.
class Reading
{
public:
    Reading(const Server &server, const Sending &sending, const QList<Result<Json>> &answers)
        : m_server(server)
        , m_sending(sending)
        , m_answers(answers)
    {
    }

    [[nodiscard]] Result<Conditions> conditions() const;

private:
    [[nodiscard]] Result<Done> takeBlock(Conditions &conditions) const;
    [[nodiscard]] Result<Uint256> tip(const std::optional<Uint256> &baseFee) const;
    [[nodiscard]] Result<quint64> number(Asked place) const;
    [[nodiscard]] Result<Uint256> largeNumber(Asked place) const;
    [[nodiscard]] Result<Result<quint64>> gas() const;
    [[nodiscard]] Result<bool> isUsed() const;
    [[nodiscard]] Result<Uint256> l1Fee() const;

    [[nodiscard]] tl::unexpected<Error> wrong(const char *code) const
    {
        return tl::make_unexpected(m_server.error(code));
    }

    const Server &m_server;
    const Sending &m_sending;
    const QList<Result<Json>> &m_answers;
};

Result<Done> Reading::takeBlock(Conditions &conditions) const
{
    const auto block = TRY(m_answers.at(Newest));
    const Json *limit = member(block, "gasLimit");
    const auto gasLimit = limit ? readQuantity(*limit) : std::nullopt;
    const Json *base = member(block, "baseFeePerGas");
    if (base)
        conditions.baseFee = readLargeQuantity(*base);
    if (!gasLimit || (base && !conditions.baseFee))
        return wrong("rpc.malformed");
    conditions.blockGasLimit = *gasLimit;
    return Done {};
}

Result<Uint256> Reading::largeNumber(Asked place) const
{
    const auto answer = TRY(m_answers.at(place));
    const auto read = readLargeQuantity(answer);
    if (!read)
        return wrong("rpc.malformed");
    return *read;
}

Result<quint64> Reading::number(Asked place) const
{
    const auto large = TRY(largeNumber(place));
    const auto small = large.toUint64();
    if (!small)
        return wrong("rpc.absurd");
    return *small;
}

Result<Uint256> Reading::tip(const std::optional<Uint256> &baseFee) const
{
    auto price = largeNumber(GasPrice);
    if (!baseFee)
        return price;
    if (auto told = largeNumber(Tip))
        return told;
    if (!price)
        return Uint256(plainTip);
    return price->minus(*baseFee).value_or(Uint256());
}

Result<Result<quint64>> Reading::gas() const
{
    if (m_sending.cancelled && TRY(isUsed()))
        return Result<quint64>(fail(Error::Kind::Refused, "chain.too_late"));
    if (m_sending.gas)
        return Result<quint64>(*m_sending.gas);
    const auto &answer = m_answers.at(Gas);
    if (!answer && isRefusalOfCall(answer.error()))
        return Result<quint64>(fail(Error::Kind::Refused, "chain.would_fail",
                                    {{u"reason"_s, answer.error().data[u"message"_s].toString()}}));
    const quint64 needed = TRY(number(Gas));
    return Result<quint64>(needed);
}

/// What is to be cancelled.
Result<bool> Reading::isUsed() const
{
    const auto answer = TRY(m_answers.at(m_sending.gas ? Gas : Gas + 1));
    const auto state = readState(*m_sending.cancelled, answer);
    if (!state)
        return wrong("rpc.malformed");
    return *state;
}

/// Twice what the network takes now beside the gas; none where it has no such contract.
Result<Uint256> Reading::l1Fee() const
{
    if (!m_sending.network.l1Fee)
        return Uint256();
    const auto answer = TRY(m_answers.last());
    const auto bytes = readBytes(answer);
    if (bytes && bytes->isEmpty())
        return Uint256();
    const auto fee = readWord(answer);
    if (!fee)
        return wrong("rpc.malformed");
    return fee->times(2).or_else(
        [this](const Error &) { return Result<Uint256>(wrong("rpc.absurd")); });
}

/// A server may claim anything; what no network can mean is not calculated with.
bool isPossible(const Conditions &conditions, const Uint256 &value)
{
    if (!leastCoins(conditions, value))
        return false;
    if (!conditions.gas)
        return true;
    const auto fees = generousFees(conditions);
    return *conditions.gas >= leastGas && *conditions.gas <= conditions.blockGasLimit && fees
        && fees->total.plus(value);
}

Result<Conditions> Reading::conditions() const
{
    const auto chainId = TRY(m_answers.at(Chain));
    TRY(m_server.expectChain(chainId, m_sending.network.chainId));
    Conditions conditions;
    TRY(takeBlock(conditions));
    conditions.tip = TRY(tip(conditions.baseFee));
    conditions.gas = TRY(gas());
    conditions.held = TRY(largeNumber(Held));
    conditions.counted = TRY(number(Counted));
    conditions.waiting = TRY(number(Waiting));
    conditions.l1Fee = TRY(l1Fee());
    if (const auto &replaced = m_sending.replaced) {
        conditions.tip = std::max(conditions.tip, replaced->leastTip);
        conditions.leastPrice = replaced->leastPrice;
    }
    if (!isPossible(conditions, m_sending.value))
        return wrong("rpc.absurd");
    return conditions;
}

} // namespace

Pending<Conditions> askConditions(const Server &server, const Sending &sending)
{
    return andThen(server.ask(callsFor(sending)), server.scope,
                   [server, sending](const QList<Result<Json>> &answers) {
                       return ready(Reading(server, sending, answers).conditions());
                   });
}

} // namespace tuppence::evm
