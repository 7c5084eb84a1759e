// SPDX-License-Identifier: MIT
#include "core/chains/evm/calls.h"

#include "core/base/bytes.h"
#include "core/crypto/abi.h"
#include "core/crypto/hash.h"

#include <algorithm>

namespace tuppence::evm {

namespace {

Json text(const QByteArray &bytes)
{
    return bytes.toStdString();
}

Json hex(const QByteArray &bytes)
{
    return text(toHex(bytes));
}

} // namespace

QByteArray quantity(quint64 number)
{
    return "0x" + QByteArray::number(number, 16);
}

QByteArray largeQuantity(const Uint256 &number)
{
    QByteArray digits = number.encode().toHex();
    const auto isZero = [](char digit) { return digit == '0'; };
    const auto first = std::find_if_not(digits.cbegin(), digits.cend() - 1, isZero);
    return "0x" + digits.sliced(first - digits.cbegin());
}

net::Call chainIdCall()
{
    return {"eth_chainId", Json::array()};
}

net::Call blockCall(const QByteArray &block)
{
    return {"eth_getBlockByNumber", Json::array({text(block), /*with transactions*/ false})};
}

net::Call contractCall(const Address &contract, const QByteArray &input, const QByteArray &block)
{
    // "data" is the older name of "input", and every server knows it.
    Json call = {{"to", hex(contract.encode())}, {"data", hex(input)}};
    return {"eth_call", Json::array({call, text(block)})};
}

net::Call stateCall(const Authorization &authorization, const QByteArray &block)
{
    const QByteArray input = abiSelector("authorizationState(address,bytes32)")
        + addressTopic(authorization.from) + authorization.nonce;
    return contractCall(authorization.token, input, block);
}

net::Call eventsCall(const Authorization &authorization, quint64 first, quint64 last)
{
    const Json either = Json::array({hex(usedTopic()), hex(cancelledTopic())});
    const Json topics =
        Json::array({either, hex(addressTopic(authorization.from)), hex(authorization.nonce)});
    Json filter = {{"fromBlock", text(quantity(first))},
                   {"toBlock", text(quantity(last))},
                   {"address", hex(authorization.token.encode())},
                   {"topics", topics}};
    return {"eth_getLogs", Json::array({filter})};
}

net::Call receiptCall(const QByteArray &transaction)
{
    return {"eth_getTransactionReceipt", Json::array({hex(transaction)})};
}

net::Call transactionCall(const QByteArray &transaction)
{
    return {"eth_getTransactionByHash", Json::array({hex(transaction)})};
}

net::Call countCall(const Address &account, const QByteArray &block)
{
    return {"eth_getTransactionCount", Json::array({hex(account.encode()), text(block)})};
}

net::Call tipCall()
{
    return {"eth_maxPriorityFeePerGas", Json::array()};
}

net::Call gasPriceCall()
{
    return {"eth_gasPrice", Json::array()};
}

net::Call estimateCall(const Address &from, const Address &to, const Uint256 &value,
                       const QByteArray &input)
{
    Json call = {{"from", hex(from.encode())},
                 {"to", hex(to.encode())},
                 {"value", text(largeQuantity(value))},
                 {"data", hex(input)}};
    return {"eth_estimateGas", Json::array({call})};
}

net::Call sendCall(const QByteArray &transaction)
{
    return {"eth_sendRawTransaction", Json::array({hex(transaction)})};
}

net::Call codeCall(const Address &contract)
{
    return {"eth_getCode", Json::array({hex(contract.encode()), "latest"})};
}

net::Call coinBalanceCall(const Address &owner)
{
    return {"eth_getBalance", Json::array({hex(owner.encode()), "latest"})};
}

QByteArray balanceInput(const Address &owner)
{
    return abiCall("balanceOf(address)", {AbiValue::address(owner)});
}

QByteArray usedTopic()
{
    return crypto::keccak256("AuthorizationUsed(address,bytes32)");
}

QByteArray cancelledTopic()
{
    return crypto::keccak256("AuthorizationCanceled(address,bytes32)");
}

QByteArray addressTopic(const Address &address)
{
    return AbiValue::address(address).encoded();
}

} // namespace tuppence::evm
