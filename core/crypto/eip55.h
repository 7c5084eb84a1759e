// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QHashFunctions>

#include <array>
#include <compare>

namespace tuppence::evm {

/// An account or contract on an EVM network: 20 bytes.
class Address
{
public:
    static constexpr qsizetype size = 20;

    /// 0x0000…0000: in contracts, nobody.
    constexpr Address() = default;

    /// Reads "0x" and 40 digits: all lower case, all upper case, or mixed as EIP-55 says.
    ///
    /// Malformed "address.malformed": another shape. Malformed "address.checksum": mixed case with
    /// a wrong checksum, most likely a slip in copying.
    [[nodiscard]] static Result<Address> parse(QByteArrayView text);
    /// OutOfRange "bytes.wrong_length": not 20 bytes.
    [[nodiscard]] static Result<Address> decode(QByteArrayView bytes);

    /// 20 bytes.
    [[nodiscard]] QByteArray encode() const { return {m_bytes.data(), size}; }

    /// The checksummed text of what parse() reads. Fails like it.
    [[nodiscard]] static Result<QByteArray> checksummed(QByteArrayView text);

    /// The text with its checksum in the letter case. https://eips.ethereum.org/EIPS/eip-55
    [[nodiscard]] QByteArray toChecksummed() const;

    [[nodiscard]] bool isZero() const { return *this == Address {}; }

    friend auto operator<=>(const Address &, const Address &) = default;

private:
    std::array<char, size> m_bytes {};
};

/// The address of a public key on secp256k1. OutOfRange "bytes.wrong_length": not 65 bytes.
/// Malformed "address.public_key": its first byte is not 4.
[[nodiscard]] Result<Address> addressOf(QByteArrayView publicKey);

[[nodiscard]] inline size_t qHash(const Address &address, size_t seed = 0)
{
    return ::qHash(address.encode(), seed);
}

} // namespace tuppence::evm
