// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QHash>

#include <tuple>

namespace tuppence {

/// A network by CAIP-2: "eip155:8453". https://chainagnostic.org/CAIPs/caip-2
struct NetworkId
{
    QByteArray space; ///< "eip155"
    QByteArray reference; ///< "8453"

    /// Malformed: not `[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}`.
    static Result<NetworkId> parse(QByteArrayView text);

    [[nodiscard]] QByteArray toString() const { return space + ':' + reference; }

    friend bool operator==(const NetworkId &, const NetworkId &) = default;

    friend bool operator<(const NetworkId &a, const NetworkId &b)
    {
        return std::tie(a.space, a.reference) < std::tie(b.space, b.reference);
    }
};

/// An account by CAIP-10: "eip155:8453:0xAb…". https://chainagnostic.org/CAIPs/caip-10
struct AccountId
{
    NetworkId network;
    QByteArray address; ///< as it was written; compare addresses in the chain's own terms

    /// Malformed: not a network and `[-.%a-zA-Z0-9]{1,128}`.
    static Result<AccountId> parse(QByteArrayView text);

    [[nodiscard]] QByteArray toString() const { return network.toString() + ':' + address; }

    friend bool operator==(const AccountId &, const AccountId &) = default;

    friend bool operator<(const AccountId &a, const AccountId &b)
    {
        return std::tie(a.network, a.address) < std::tie(b.network, b.address);
    }
};

/// An asset by CAIP-19: "eip155:8453/erc20:0x83…". https://chainagnostic.org/CAIPs/caip-19
/// EVM addresses in it are in EIP-55 form, so that equal assets have equal text.
struct AssetId
{
    NetworkId network;
    QByteArray space; ///< "erc20", "slip44", "token"
    QByteArray reference; ///< the contract's address, or the coin's number

    /// Malformed: not a network, `[-a-z0-9]{3,8}` and `[-.%a-zA-Z0-9]{1,128}`.
    static Result<AssetId> parse(QByteArrayView text);

    [[nodiscard]] QByteArray toString() const
    {
        return network.toString() + '/' + space + ':' + reference;
    }

    friend bool operator==(const AssetId &, const AssetId &) = default;

    friend bool operator<(const AssetId &a, const AssetId &b)
    {
        return std::tie(a.network, a.space, a.reference)
            < std::tie(b.network, b.space, b.reference);
    }
};

[[nodiscard]] inline size_t qHash(const NetworkId &id, size_t seed = 0)
{
    return qHashMulti(seed, id.space, id.reference);
}

[[nodiscard]] inline size_t qHash(const AssetId &id, size_t seed = 0)
{
    return qHashMulti(seed, id.network, id.space, id.reference);
}

} // namespace tuppence
