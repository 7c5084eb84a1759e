// SPDX-License-Identifier: MIT
#include "core/chains/evm/answers.h"

#include "core/base/bytes.h"
#include "core/crypto/abi.h"

namespace tuppence::evm {

namespace {

constexpr qsizetype wordSize = 32;

const Json &memberOrNull(const Json &object, const char *key)
{
    static const Json none;
    const Json *found = member(object, key);
    return found ? *found : none;
}

std::optional<QByteArray> readSized(const Json &json, qsizetype size)
{
    auto bytes = readBytes(json);
    if (!bytes || bytes->size() != size)
        return std::nullopt;
    return bytes;
}

std::optional<QByteArray> sizedMember(const Json &object, const char *key, qsizetype size)
{
    return readSized(memberOrNull(object, key), size);
}

std::optional<QByteArrayList> readTopics(const Json &json)
{
    constexpr size_t mostTopics = 4;
    if (!json.is_array() || json.size() > mostTopics)
        return std::nullopt;
    QByteArrayList topics;
    for (const Json &entry : json) {
        const auto topic = readSized(entry, wordSize);
        if (!topic)
            return std::nullopt;
        topics.append(*topic);
    }
    return topics;
}

std::optional<Log> readLog(const Json &json)
{
    const auto contract = sizedMember(json, "address", Address::size);
    const auto topics = readTopics(memberOrNull(json, "topics"));
    const auto body = readBytes(memberOrNull(json, "data"));
    const auto number = readQuantity(memberOrNull(json, "blockNumber"));
    const auto hash = sizedMember(json, "blockHash", wordSize);
    const auto transaction = sizedMember(json, "transactionHash", wordSize);
    if (!contract || !topics || !body || !number || !hash || !transaction)
        return std::nullopt;
    return Log {Address::decode(*contract).value(), *topics, *body, *number, *hash, *transaction};
}

bool isRemoved(const Json &log)
{
    const Json *removed = member(log, "removed");
    return removed && *removed == Json(true);
}

/// gasUsed × effectiveGasPrice, and l1Fee where the network has one.
std::optional<Uint256> readFee(const Json &receipt)
{
    const auto gas = readLargeQuantity(memberOrNull(receipt, "gasUsed"));
    const auto price = readLargeQuantity(memberOrNull(receipt, "effectiveGasPrice"));
    if (!gas || !price)
        return std::nullopt;
    const auto more = readLargeQuantity(memberOrNull(receipt, "l1Fee")).value_or(Uint256());
    const auto fee =
        gas->times(*price).and_then([&more](const Uint256 &forGas) { return forGas.plus(more); });
    return fee ? std::optional(*fee) : std::nullopt;
}

} // namespace

std::optional<Uint256> readLargeQuantity(const Json &json)
{
    constexpr size_t mostDigits = 64;
    if (!json.is_string())
        return std::nullopt;
    const auto &text = json.get_ref<const std::string &>();
    if (text.size() < 3 || text.size() > 2 + mostDigits || !text.starts_with("0x"))
        return std::nullopt;
    const bool odd = text.size() % 2 == 1;
    const QByteArray digits = QByteArray::fromStdString(text.substr(2));
    const auto bytes = fromHex((odd ? "0x0" : "0x") + digits);
    return bytes ? std::optional(Uint256::decode(*bytes).value()) : std::nullopt;
}

std::optional<quint64> readQuantity(const Json &json)
{
    const auto number = readLargeQuantity(json);
    return number ? number->toUint64() : std::nullopt;
}

std::optional<QByteArray> readBytes(const Json &json)
{
    if (!json.is_string())
        return std::nullopt;
    const auto bytes = fromHex(QByteArrayView(json.get_ref<const std::string &>()));
    return bytes ? std::optional(*bytes) : std::nullopt;
}

std::optional<bool> readFlag(const Json &json)
{
    const auto word = readSized(json, wordSize);
    if (!word)
        return std::nullopt;
    const auto flag = AbiReader(*word).boolean(0);
    return flag ? std::optional(*flag) : std::nullopt;
}

std::optional<Uint256> readWord(const Json &json)
{
    const auto word = readSized(json, wordSize);
    return word ? std::optional(Uint256::decode(*word).value()) : std::nullopt;
}

std::optional<Block> readBlock(const Json &json)
{
    const auto number = readQuantity(memberOrNull(json, "number"));
    const auto hash = sizedMember(json, "hash", wordSize);
    const auto time = readQuantity(memberOrNull(json, "timestamp"));
    // The end of the year 9999: a time that nobody can write down is no time.
    constexpr quint64 mostSeconds = 253'402'300'799;
    if (!number || !hash || !time || *time > mostSeconds)
        return std::nullopt;
    return Block {*number, *hash, Time(std::chrono::seconds(qint64(*time)))};
}

std::optional<QList<Log>> readLogs(const Json &json)
{
    if (!json.is_array())
        return std::nullopt;
    QList<Log> logs;
    for (const Json &entry : json) {
        if (isRemoved(entry))
            continue;
        const auto log = readLog(entry);
        if (!log)
            return std::nullopt;
        logs.append(*log);
    }
    return logs;
}

std::optional<Receipt> readReceipt(const Json &json)
{
    const auto status = readQuantity(memberOrNull(json, "status"));
    const auto hash = sizedMember(json, "blockHash", wordSize);
    const auto transaction = sizedMember(json, "transactionHash", wordSize);
    const auto logs = readLogs(memberOrNull(json, "logs"));
    if (!status || !hash || !transaction || !logs)
        return std::nullopt;
    return Receipt {
        *status == 1, *hash, *transaction, *logs, readQuantity(memberOrNull(json, "blockNumber")),
        readFee(json)};
}

} // namespace tuppence::evm
