// SPDX-License-Identifier: MIT
#include "core/chains/evm/permithandle.h"

#include <QtEndian>

#include <algorithm>

namespace tuppence::evm {

namespace {

constexpr char version = 2; // 1 is an authorisation's
constexpr qsizetype wordSize = 32;
constexpr qsizetype timeSize = 8;
constexpr qsizetype encodedSize = 1 + 4 * Address::size + 2 * wordSize + timeSize + 1;

} // namespace

NoncePlace placeOf(const Uint256 &nonce)
{
    const QByteArray bytes = nonce.encode();
    const int bit = quint8(bytes.back());
    QByteArray mask(wordSize, '\0');
    mask[wordSize - 1 - bit / 8] = char(1 << (bit % 8));
    return {Uint256::decode('\0' + bytes.first(wordSize - 1)).value(),
            Uint256::decode(mask).value()};
}

bool isIn(const NoncePlace &place, const QByteArray &word)
{
    const QByteArray mask = place.mask.encode();
    return std::equal(mask.cbegin(), mask.cend(), word.cbegin(), word.cend(),
                      [](char bits, char held) { return (bits & held) == bits; });
}

QByteArray encode(const Permit &permit)
{
    QByteArray time(timeSize, '\0');
    qToBigEndian(qint64(permit.deadline.time_since_epoch().count()), time.data());
    return QByteArray(1, version) + permit.token.encode() + permit.from.encode()
        + permit.to.encode() + permit.spender.encode() + permit.nonce.encode() + time
        + permit.amount.encode() + char(permit.witness);
}

bool isPermit(QByteArrayView encoded)
{
    return !encoded.isEmpty() && encoded.front() == version;
}

Result<Permit> decodePermit(QByteArrayView encoded)
{
    const bool fits = isPermit(encoded) && encoded.size() == encodedSize
        && encoded.back() >= char(Permit::Witness::None)
        && encoded.back() <= char(Permit::Witness::PayeeAndFacilitator);
    if (!fits)
        return fail(Error::Kind::Malformed, "chain.handle");
    QByteArrayView rest = encoded.sliced(1);
    const auto take = [&rest](qsizetype size) {
        const auto taken = rest.first(size);
        rest = rest.sliced(size);
        return taken;
    };
    Permit permit;
    permit.token = TRY(Address::decode(take(Address::size)));
    permit.from = TRY(Address::decode(take(Address::size)));
    permit.to = TRY(Address::decode(take(Address::size)));
    permit.spender = TRY(Address::decode(take(Address::size)));
    permit.nonce = TRY(Uint256::decode(take(wordSize)));
    permit.deadline = Time(std::chrono::seconds(qFromBigEndian<qint64>(take(timeSize).data())));
    permit.amount = TRY(Uint256::decode(take(wordSize)));
    permit.witness = Permit::Witness(rest.front());
    return permit;
}

} // namespace tuppence::evm
