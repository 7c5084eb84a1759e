// SPDX-License-Identifier: MIT
#include "core/crypto/eip55.h"

#include "core/base/bytes.h"
#include "core/crypto/hash.h"

#include <algorithm>
#include <array>

namespace tuppence::evm {

namespace {

auto wrongLength(qsizetype expected, qsizetype found)
{
    return fail(Error::Kind::OutOfRange, "bytes.wrong_length",
                {{QStringLiteral("expected"), expected}, {QStringLiteral("found"), found}});
}

/// Of an address with "0x": whether its letters are of either case, and say a checksum with it.
bool isMixed(QByteArrayView text)
{
    const auto has = [digits = text.sliced(2)](char first, char last) {
        return std::any_of(digits.begin(), digits.end(),
                           [=](char c) { return c >= first && c <= last; });
    };
    return has('a', 'f') && has('A', 'F');
}

/// One payment reads the same few addresses a dozen times, and most of the work is the hash: the
/// newest texts that were found right are remembered.
bool hasChecksum(QByteArrayView text, const Address &address)
{
    constexpr size_t remembered = 8;
    thread_local std::array<QByteArray, remembered> right;
    thread_local size_t next = 0;
    if (std::find(right.begin(), right.end(), text) != right.end())
        return true;
    if (address.toChecksummed() != text)
        return false;
    right.at(next) = text.toByteArray();
    next = (next + 1) % remembered;
    return true;
}

} // namespace

Result<Address> Address::parse(QByteArrayView text)
{
    const auto bytes = fromHex(text);
    if (!bytes || bytes->size() != size)
        return fail(Error::Kind::Malformed, "address.malformed");
    const auto address = TRY(decode(*bytes));
    if (isMixed(text) && !hasChecksum(text, address))
        return fail(Error::Kind::Malformed, "address.checksum");
    return address;
}

Result<QByteArray> Address::checksummed(QByteArrayView text)
{
    const auto address = TRY(parse(text));
    return isMixed(text) ? text.toByteArray() : address.toChecksummed();
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
    QByteArray text = toHex(QByteArrayView(m_bytes));
    const QByteArray hash = crypto::keccak256(QByteArrayView(text).sliced(2));
    for (qsizetype i = 0; i < 2 * size; ++i) {
        const int digit = static_cast<quint8>(hash.at(i / 2)) >> (i % 2 == 0 ? 4 : 0) & 0xf;
        char &letter = text[i + 2];
        if (digit >= 8 && letter >= 'a')
            letter = static_cast<char>(letter - 'a' + 'A');
    }
    return text;
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
