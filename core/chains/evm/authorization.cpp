// SPDX-License-Identifier: MIT
#include "core/chains/evm/authorization.h"

#include <QtEndian>

namespace tuppence::evm {

namespace {

constexpr char version = 1;
constexpr qsizetype wordSize = 32;
constexpr qsizetype timeSize = 8;
constexpr qsizetype encodedSize = 1 + 3 * Address::size + wordSize + timeSize + wordSize;

} // namespace

QByteArray encode(const Authorization &authorization)
{
    Q_ASSERT(authorization.nonce.size() == wordSize);
    QByteArray time(timeSize, '\0');
    qToBigEndian(qint64(authorization.validBefore.time_since_epoch().count()), time.data());
    return QByteArray(1, version) + authorization.token.encode() + authorization.from.encode()
        + authorization.to.encode() + authorization.nonce + time + authorization.value.encode();
}

Result<Authorization> decodeAuthorization(QByteArrayView encoded)
{
    if (encoded.size() != encodedSize || encoded.front() != version)
        return fail(Error::Kind::Malformed, "chain.handle");
    QByteArrayView rest = encoded.sliced(1);
    const auto take = [&rest](qsizetype size) {
        const auto taken = rest.first(size);
        rest = rest.sliced(size);
        return taken;
    };
    Authorization authorization;
    authorization.token = TRY(Address::decode(take(Address::size)));
    authorization.from = TRY(Address::decode(take(Address::size)));
    authorization.to = TRY(Address::decode(take(Address::size)));
    authorization.nonce = take(wordSize).toByteArray();
    authorization.validBefore =
        Time(std::chrono::seconds(qFromBigEndian<qint64>(take(timeSize).data())));
    authorization.value = TRY(Uint256::decode(take(wordSize)));
    return authorization;
}

} // namespace tuppence::evm
