// SPDX-License-Identifier: MIT
#include "core/crypto/base58.h"

#include <algorithm>

namespace tuppence::crypto {

namespace {

constexpr QByteArrayView alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// `number`, least significant byte first, times 58 plus `digit`.
void append(QByteArray &number, qsizetype digit)
{
    auto carry = unsigned(digit);
    for (char &byte : number) {
        carry += unsigned(quint8(byte)) * unsigned(alphabet.size());
        byte = char(carry & 0xffU);
        carry >>= 8U;
    }
    if (carry > 0)
        number.append(char(carry));
}

} // namespace

Result<QByteArray> fromBase58(QByteArrayView text)
{
    if (text.size() > longestBase58)
        return fail(Error::Kind::OutOfRange, "bytes.wrong_length");
    QByteArray number;
    for (const char letter : text) {
        const qsizetype digit = alphabet.indexOf(letter);
        if (digit < 0)
            return fail(Error::Kind::Malformed, "bytes.not_base58");
        append(number, digit);
    }
    const auto zeros =
        std::find_if(text.begin(), text.end(), [](char c) { return c != '1'; }) - text.begin();
    number.append(QByteArray(zeros, '\0'));
    std::reverse(number.begin(), number.end());
    return number;
}

} // namespace tuppence::crypto
