// SPDX-License-Identifier: MIT
#include "core/crypto/abi.h"

#include "core/crypto/hash.h"

namespace tuppence::evm {

namespace {

constexpr qsizetype wordBytes = 32;

QByteArray wordOf(qsizetype count)
{
    return Uint256(static_cast<quint64>(count)).encode();
}

/// Whole words: zeros behind.
QByteArray filledUp(QByteArrayView bytes)
{
    const qsizetype missing = (wordBytes - bytes.size() % wordBytes) % wordBytes;
    return bytes.toByteArray() + QByteArray(missing, '\0');
}

auto malformed()
{
    return fail(Error::Kind::Malformed, "abi.malformed");
}

} // namespace

AbiValue AbiValue::number(const Uint256 &number)
{
    return {number.encode(), /*dynamic=*/false};
}

AbiValue AbiValue::address(const Address &address)
{
    return {QByteArray(wordBytes - Address::size, '\0') + address.encode(), /*dynamic=*/false};
}

AbiValue AbiValue::boolean(bool truth)
{
    return number(truth ? 1 : 0);
}

Result<AbiValue> AbiValue::fixedBytes(QByteArrayView bytes)
{
    if (bytes.isEmpty() || bytes.size() > wordBytes)
        return fail(Error::Kind::OutOfRange, "abi.word_length");
    return AbiValue(filledUp(bytes), /*dynamic=*/false);
}

AbiValue AbiValue::bytes(QByteArrayView bytes)
{
    return {wordOf(bytes.size()) + filledUp(bytes), /*dynamic=*/true};
}

AbiValue AbiValue::tuple(const QList<AbiValue> &members)
{
    bool dynamic = false;
    for (const AbiValue &member : members)
        dynamic = dynamic || member.isDynamic();
    return {abiEncode(members), dynamic};
}

AbiValue AbiValue::array(const QList<AbiValue> &elements)
{
    return {wordOf(elements.size()) + abiEncode(elements), /*dynamic=*/true};
}

QByteArray abiEncode(const QList<AbiValue> &arguments)
{
    qsizetype headBytes = 0;
    for (const AbiValue &argument : arguments)
        headBytes += argument.isDynamic() ? wordBytes : argument.encoded().size();
    QByteArray head;
    QByteArray tail;
    for (const AbiValue &argument : arguments) {
        if (!argument.isDynamic()) {
            head += argument.encoded();
            continue;
        }
        head += wordOf(headBytes + tail.size());
        tail += argument.encoded();
    }
    return head + tail;
}

QByteArray abiSelector(QByteArrayView signature)
{
    return crypto::keccak256(signature).first(4);
}

QByteArray abiCall(QByteArrayView signature, const QList<AbiValue> &arguments)
{
    return abiSelector(signature) + abiEncode(arguments);
}

Result<QByteArrayView> AbiReader::word(qsizetype slot) const
{
    if (slot < 0 || slot >= m_encoded.size() / wordBytes)
        return malformed();
    return m_encoded.sliced(slot * wordBytes, wordBytes);
}

Result<Uint256> AbiReader::number(qsizetype slot) const
{
    const auto found = TRY(word(slot));
    return Uint256::decode(found);
}

Result<Address> AbiReader::address(qsizetype slot) const
{
    const auto found = TRY(word(slot));
    const qsizetype unused = wordBytes - Address::size;
    if (found.first(unused) != QByteArray(unused, '\0'))
        return malformed();
    return Address::decode(found.last(Address::size));
}

Result<bool> AbiReader::boolean(qsizetype slot) const
{
    const auto found = TRY(number(slot));
    if (found > Uint256(1))
        return malformed();
    return !found.isZero();
}

Result<QByteArrayView> AbiReader::pointedAt(qsizetype slot) const
{
    const auto spelled = TRY(number(slot));
    const auto offset = spelled.toUint64();
    if (!offset || *offset > static_cast<quint64>(m_encoded.size()))
        return malformed();
    return m_encoded.sliced(static_cast<qsizetype>(*offset));
}

Result<qsizetype> AbiReader::length() const
{
    const auto spelled = TRY(number(0));
    const auto count = spelled.toUint64();
    if (!count || *count > static_cast<quint64>(m_encoded.size() - wordBytes))
        return malformed();
    return static_cast<qsizetype>(*count);
}

Result<QByteArrayView> AbiReader::bytes(qsizetype slot) const
{
    const auto found = TRY(pointedAt(slot));
    const auto size = TRY(AbiReader(found).length());
    return found.sliced(wordBytes, size);
}

Result<AbiReader> AbiReader::tuple(qsizetype slot) const
{
    const auto found = TRY(pointedAt(slot));
    return AbiReader(found);
}

Result<QList<AbiReader>> AbiReader::tuples(qsizetype slot) const
{
    const auto found = TRY(pointedAt(slot));
    const auto count = TRY(AbiReader(found).length());
    const AbiReader elements(found.sliced(wordBytes)); // their offsets count from behind the length
    QList<AbiReader> read;
    for (qsizetype i = 0; i < count; ++i) {
        const auto element = TRY(elements.tuple(i));
        read.append(element);
    }
    return read;
}

Result<QList<QByteArrayView>> AbiReader::words(qsizetype slot) const
{
    const auto found = TRY(pointedAt(slot));
    const auto count = TRY(AbiReader(found).length());
    const AbiReader elements(found.sliced(wordBytes));
    QList<QByteArrayView> read;
    for (qsizetype i = 0; i < count; ++i) {
        const auto element = TRY(elements.word(i));
        read.append(element);
    }
    return read;
}

} // namespace tuppence::evm
