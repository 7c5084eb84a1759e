// SPDX-License-Identifier: MIT
#include "core/crypto/eip55.h"

#include "core/base/bytes.h"
#include "core/crypto/hash.h"

#include <algorithm>

namespace tuppence::evm {

namespace {

auto wrongLength(qsizetype expected, qsizetype found)
{
    return fail(Error::Kind::OutOfRange, "bytes.wrong_length",
                {{QStringLiteral("expected"), expected}, {QStringLiteral("found"), found}});
}

} // namespace

Result<Address> Address::parse(QByteArrayView text)
{
    const auto bytes = fromHex(text);
    if (!bytes || bytes->size() != size)
        return fail(Error::Kind::Malformed, "address.malformed");
    const auto address = TRY(decode(*bytes));
    const QByteArray digits = text.sliced(2).toByteArray();
    const bool isMixed = digits != digits.toLower() && digits != digits.toUpper();
    if (isMixed && address.toChecksummed() != text)
        return fail(Error::Kind::Malformed, "address.checksum");
    return address;
}

Result<Address> Address::decode(QByteArrayView bytes)
{
    if (bytes.size() != size)
        return wrongLength(size, bytes.size());
    Address address;
    std::copy(bytes.begin(), bytes.end(), address.m_bytes.begin());
    return address;
}

QByteArray Address::toChecksummed() const
{
    QByteArray digits = encode().toHex();
    const QByteArray hash = crypto::keccak256(digits).toHex();
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const bool isHigh = hash.at(i) >= '8'; // '8', '9' or a letter: the topmost bit is set
        if (isHigh && digits.at(i) >= 'a')
            digits[i] = static_cast<char>(digits.at(i) - 'a' + 'A');
    }
    return "0x" + digits;
}

Result<Address> addressOf(QByteArrayView publicKey)
{
    if (publicKey.size() != 65)
        return wrongLength(65, publicKey.size());
    if (publicKey.front() != 4)
        return fail(Error::Kind::Malformed, "address.public_key");
    return Address::decode(crypto::keccak256(publicKey.sliced(1)).last(Address::size));
}

} // namespace tuppence::evm
