// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/caip.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace tuppence::money {

/// A server that anybody may ask, and who runs it. It sees the addresses that are asked about.
struct RpcAddress
{
    QUrl url; ///< https
    QString operatorName;

    friend bool operator==(const RpcAddress &, const RpcAddress &) = default;
};

/// The coin in which a network's fees are paid. https://chainagnostic.org/CAIPs/caip-20
struct Coin
{
    AssetId id; ///< "eip155:8453/slip44:60"
    QString symbol; ///< "ETH"
    int decimals = 0; ///< 0 … Amount::maxDecimals

    friend bool operator==(const Coin &, const Coin &) = default;
};

/// A network that the wallet knows: an entry of resources/networks.json, or one of the same form
/// that the owner added.
struct Network
{
    NetworkId id;
    QString name; ///< "Base"
    quint64 chainId = 0; ///< of EIP-155; the same number as in `id`
    bool test = false; ///< its money is play money
    /// How many blocks stand on a block that we call final, where the network's servers know no
    /// `finalized` block (trust.md 15). Our choice, rather too many than too few; ≥ 1.
    int finalDepth = 0;
    /// Blocks never stop, also when nobody pays: a server whose newest block is old lags, or our
    /// clock is ahead. Only where the network's rules say so.
    bool steadyBlocks = false;
    /// Each transaction pays for its place on another network beside its gas (the OP stack), which
    /// nothing in it can cap. https://docs.optimism.io/stack/transactions/fees
    bool l1Fee = false;
    QList<RpcAddress> publicRpc; ///< none is asked before the owner agreed; at most three
    QString transactionPage; ///< an explorer's, with "%1" for the transaction; empty: none known
    std::optional<Coin> coin;
    bool own = false; ///< the owner added it

    /// The page of `transaction` ("0x…"), where an explorer is known.
    [[nodiscard]] std::optional<QUrl> pageOf(const QByteArray &transaction) const;

    friend bool operator==(const Network &, const Network &) = default;
};

} // namespace tuppence::money
