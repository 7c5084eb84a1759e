// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/json.h"
#include "core/base/uint256.h"
#include "core/chains/evm/testimony.h"
#include "core/crypto/eip55.h"

#include <QList>

/// What RPC servers answer, believed in nothing but its form. No value: another form.
/// https://ethereum.github.io/execution-apis/
namespace tuppence::evm {

/// One entry of a contract's log.
struct Log
{
    Address contract;
    QByteArrayList topics; ///< 32 bytes each
    QByteArray body;
    quint64 blockNumber = 0;
    QByteArray blockHash;
    QByteArray transaction;
};

struct Receipt
{
    bool succeeded = false;
    QByteArray blockHash;
    QByteArray transaction;
    QList<Log> logs;
    std::optional<quint64> blockNumber; ///< none: the server does not say
    /// What its sender paid, in units of the coin: for the gas, and what the network takes beside
    /// it. None: the server does not say.
    std::optional<Uint256> fee;
};

/// "0x1a", up to 2^64 - 1.
[[nodiscard]] std::optional<quint64> readQuantity(const Json &json);
/// The same, up to 2^256 - 1.
[[nodiscard]] std::optional<Uint256> readLargeQuantity(const Json &json);
/// "0x…", any number of bytes.
[[nodiscard]] std::optional<QByteArray> readBytes(const Json &json);
/// One ABI word: 0 or 1.
[[nodiscard]] std::optional<bool> readFlag(const Json &json);
/// One ABI word.
[[nodiscard]] std::optional<Uint256> readWord(const Json &json);
[[nodiscard]] std::optional<Block> readBlock(const Json &json);
/// Entries that a reorganisation took back are left out.
[[nodiscard]] std::optional<QList<Log>> readLogs(const Json &json);
[[nodiscard]] std::optional<Receipt> readReceipt(const Json &json);

} // namespace tuppence::evm
