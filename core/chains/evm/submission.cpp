// SPDX-License-Identifier: MIT
#include "core/chains/evm/submission.h"

#include <QtEndian>

namespace tuppence::evm {

namespace {

constexpr char version = 3;
constexpr char coinKind = 0;
constexpr char tokenKind = 1;
constexpr qsizetype wordSize = 32;
constexpr qsizetype numberSize = 8;
constexpr qsizetype encodedSize =
    1 + Address::size + numberSize + wordSize + 1 + 2 * Address::size + 4 * wordSize;

} // namespace

QByteArray encode(const Submission &submission)
{
    Q_ASSERT(submission.hash.size() == wordSize);
    QByteArray number(numberSize, '\0');
    qToBigEndian(submission.number, number.data());
    return QByteArray(1, version) + submission.from.encode() + number + submission.hash
        + QByteArray(1, submission.token ? tokenKind : coinKind)
        + submission.token.value_or(Address {}).encode() + submission.payee.encode()
        + submission.value.encode() + submission.highestFee.encode() + submission.price.encode()
        + submission.tip.encode();
}

Result<Submission> decodeSubmission(QByteArrayView encoded)
{
    if (encoded.size() != encodedSize || encoded.front() != version)
        return fail(Error::Kind::Malformed, "chain.handle");
    QByteArrayView rest = encoded.sliced(1);
    const auto take = [&rest](qsizetype size) {
        const auto taken = rest.first(size);
        rest = rest.sliced(size);
        return taken;
    };
    Submission submission;
    submission.from = TRY(Address::decode(take(Address::size)));
    submission.number = qFromBigEndian<quint64>(take(numberSize).data());
    submission.hash = take(wordSize).toByteArray();
    const char kind = take(1).front();
    const auto token = TRY(Address::decode(take(Address::size)));
    if (kind == tokenKind)
        submission.token = token;
    submission.payee = TRY(Address::decode(take(Address::size)));
    submission.value = TRY(Uint256::decode(take(wordSize)));
    submission.highestFee = TRY(Uint256::decode(take(wordSize)));
    submission.price = TRY(Uint256::decode(take(wordSize)));
    submission.tip = TRY(Uint256::decode(take(wordSize)));
    if (encode(submission) != encoded)
        return fail(Error::Kind::Malformed, "chain.handle");
    return submission;
}

} // namespace tuppence::evm
