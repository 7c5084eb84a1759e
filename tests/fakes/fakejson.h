// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/bytes.h"
#include "core/chains/evm/calls.h"
#include "core/crypto/hash.h"
#include "tests/fakes/fakerpc.h"

/// How servers write what happened.
namespace tuppence::fakes {

inline Json hex(const QByteArray &bytes)
{
    return toHex(bytes).toStdString();
}

inline Json number(quint64 value)
{
    return evm::quantity(value).toStdString();
}

inline QByteArray transferTopic()
{
    return crypto::keccak256("Transfer(address,address,uint256)");
}

/// Of a `Spent` or a `UsedPermit`.
inline Json logJson(const FakeBlocks &chain, const auto &spent, const evm::Address &contract,
                    const QByteArrayList &topics, const QByteArray &body)
{
    Json written = Json::array();
    for (const QByteArray &topic : topics)
        written.push_back(hex(topic));
    return {{"address", hex(contract.encode())},
            {"topics", written},
            {"data", hex(body)},
            {"blockNumber", number(spent.block)},
            {"blockHash", hex(chain.hashOf(spent.block))},
            {"transactionHash", hex(spent.transaction)},
            {"removed", false}};
}

inline Json transfersJson(const FakeBlocks &chain, const auto &spent, const evm::Address &token)
{
    Json logs = Json::array();
    for (const Moved &moved : spent.transfers)
        logs.push_back(
            logJson(chain, spent, token,
                    {transferTopic(), evm::addressTopic(moved.from), evm::addressTopic(moved.to)},
                    moved.units.encode()));
    return logs;
}

} // namespace tuppence::fakes
