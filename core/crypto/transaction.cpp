// SPDX-License-Identifier: MIT
#include "core/crypto/transaction.h"

#include "core/crypto/hash.h"
#include "core/crypto/rlp.h"

namespace tuppence::evm {

namespace {

constexpr char feeMarketType = 2;
constexpr qsizetype wordSize = 32;
constexpr qsizetype signatureSize = 2 * wordSize + 1;
constexpr char leastV = 27;

/// The members that both kinds end with, before the signature.
QByteArrayList transfer(const Transaction &transaction)
{
    return {rlpNumber(transaction.gasLimit), rlpBytes(transaction.to.encode()),
            rlpNumber(transaction.value), rlpBytes(transaction.data)};
}

QByteArrayList feeMarketMembers(const Transaction &transaction)
{
    const QByteArray noAccessList = rlpList({});
    return QByteArrayList {rlpNumber(transaction.chainId), rlpNumber(transaction.nonce),
                           rlpNumber(*transaction.maxPriorityFeePerGas),
                           rlpNumber(transaction.maxFeePerGas)}
    + transfer(transaction) + QByteArrayList {noAccessList};
}

QByteArrayList legacyMembers(const Transaction &transaction)
{
    return QByteArrayList {rlpNumber(transaction.nonce), rlpNumber(transaction.maxFeePerGas)}
    + transfer(transaction);
}

/// v of EIP-155: {0, 1} + 35 + 2 · chain id, which passes 2^64 for the largest chain ids.
Uint256 replayProtected(quint64 parity, quint64 chainId)
{
    return Uint256(chainId).times(2).value().plus(35 + parity).value();
}

bool isFeeMarket(const Transaction &transaction)
{
    return transaction.maxPriorityFeePerGas.has_value();
}

} // namespace

QByteArray encode(const Transaction &transaction)
{
    if (isFeeMarket(transaction))
        return feeMarketType + rlpList(feeMarketMembers(transaction));
    return rlpList(legacyMembers(transaction)
                   + QByteArrayList {rlpNumber(transaction.chainId), rlpNumber(0), rlpNumber(0)});
}

QByteArray digestOf(const Transaction &transaction)
{
    return crypto::keccak256(encode(transaction));
}

Result<QByteArray> encodeSigned(const Transaction &transaction, QByteArrayView signature)
{
    if (signature.size() != signatureSize || signature.back() < leastV
        || signature.back() > leastV + 1)
        return fail(Error::Kind::Malformed, "signature.malformed");
    const auto parity = quint64(signature.back() - leastV);
    const auto r = TRY(Uint256::decode(signature.first(wordSize)));
    const auto s = TRY(Uint256::decode(signature.sliced(wordSize, wordSize)));
    const QByteArrayList point {rlpNumber(r), rlpNumber(s)};
    if (isFeeMarket(transaction))
        return feeMarketType
            + rlpList(feeMarketMembers(transaction) + QByteArrayList {rlpNumber(parity)} + point);
    const Uint256 v = replayProtected(parity, transaction.chainId);
    return rlpList(legacyMembers(transaction) + QByteArrayList {rlpNumber(v)} + point);
}

} // namespace tuppence::evm
