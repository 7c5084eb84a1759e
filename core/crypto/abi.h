// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/uint256.h"
#include "core/crypto/eip55.h"

#include <QByteArrayList>
#include <QList>

/// Calls of contracts. https://docs.soliditylang.org/en/latest/abi-spec.html
namespace tuppence::evm {

/// One argument, encoded already. Tuples and arrays are made of others.
class AbiValue
{
public:
    /// uintN; the caller keeps `number` within N bits.
    [[nodiscard]] static AbiValue number(const Uint256 &number);
    [[nodiscard]] static AbiValue address(const Address &address);
    [[nodiscard]] static AbiValue boolean(bool truth);
    /// bytes1 … bytes32: filled up on the right. OutOfRange "abi.word_length": not 1 … 32 bytes.
    [[nodiscard]] static Result<AbiValue> fixedBytes(QByteArrayView bytes);
    /// bytes, and string in UTF-8.
    [[nodiscard]] static AbiValue bytes(QByteArrayView bytes);
    [[nodiscard]] static AbiValue tuple(const QList<AbiValue> &members);
    /// T[]. The elements are of one type, and so all static or all dynamic.
    [[nodiscard]] static AbiValue array(const QList<AbiValue> &elements);

    /// Whether its place holds an offset to it.
    [[nodiscard]] bool isDynamic() const { return m_dynamic; }

    [[nodiscard]] const QByteArray &encoded() const { return m_encoded; }

private:
    AbiValue(QByteArray encoded, bool dynamic)
        : m_encoded(std::move(encoded))
        , m_dynamic(dynamic)
    {
    }

    QByteArray m_encoded;
    bool m_dynamic = false;
};

/// The arguments of a function, or of an event's body.
[[nodiscard]] QByteArray abiEncode(const QList<AbiValue> &arguments);
/// The first four bytes of the Keccak-256 of "transfer(address,uint256)".
[[nodiscard]] QByteArray abiSelector(QByteArrayView signature);
/// The input of a call: selector and arguments.
[[nodiscard]] QByteArray abiCall(QByteArrayView signature, const QList<AbiValue> &arguments);

/// Reads what a contract gave back, without believing any length or offset in it. `slot` counts
/// words of 32 bytes from the start of this tuple.
///
/// Every function: Malformed "abi.malformed": the word, or what it points to, is not in the bytes,
/// or is not of that type.
class AbiReader
{
public:
    explicit AbiReader(QByteArrayView encoded)
        : m_encoded(encoded)
    {
    }

    /// 32 bytes.
    [[nodiscard]] Result<QByteArrayView> word(qsizetype slot) const;
    [[nodiscard]] Result<Uint256> number(qsizetype slot) const;
    [[nodiscard]] Result<Address> address(qsizetype slot) const;
    [[nodiscard]] Result<bool> boolean(qsizetype slot) const;
    [[nodiscard]] Result<QByteArrayView> bytes(qsizetype slot) const;
    /// The dynamic tuple that the slot points to.
    [[nodiscard]] Result<AbiReader> tuple(qsizetype slot) const;
    /// The elements of an array of dynamic tuples, as Multicall3 gives them.
    [[nodiscard]] Result<QList<AbiReader>> tuples(qsizetype slot) const;
    /// The words of an array of single words.
    [[nodiscard]] Result<QList<QByteArrayView>> words(qsizetype slot) const;

private:
    [[nodiscard]] Result<QByteArrayView> pointedAt(qsizetype slot) const;
    /// The first word, as the number of what follows it; never more than bytes follow it.
    [[nodiscard]] Result<qsizetype> length() const;

    QByteArrayView m_encoded;
};

} // namespace tuppence::evm
