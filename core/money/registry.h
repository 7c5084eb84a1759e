// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/assetamount.h"
#include "core/money/asset.h"
#include "core/money/network.h"

#include <QHash>

namespace tuppence::money {

/// The networks and tokens that the wallet knows. Never changes once made, so that it can be read
/// from any thread.
class Registry
{
public:
    /// What the program carries with it: resources/networks.json and resources/assets.json.
    /// Fails like parse(); then the program was put together wrongly.
    [[nodiscard]] static Result<Registry> builtIn();
    /// Reads both texts. Letter case of token addresses is kept as it stands: EIP-55.
    ///
    /// Malformed "money.registry" {entry, member}: not such a text, a member that is missing,
    /// unknown or wrong, an entry that stands there twice, or a token of an unknown network.
    /// Malformed or OutOfRange "json.…": not JSON.
    [[nodiscard]] static Result<Registry> parse(QByteArrayView networksJson,
                                                QByteArrayView assetsJson);

    /// In the order of the file: the order in which they are shown.
    [[nodiscard]] const QList<Network> &networks() const { return m_networks; }

    /// Nothing: not known. What it points to lives as long as the registry.
    [[nodiscard]] const Network *network(const NetworkId &id) const;
    [[nodiscard]] const Asset *asset(const AssetId &id) const;

    [[nodiscard]] const QList<Asset> &assets() const { return m_assets; }

    /// In the order of the file; the first is what "$0.10" means on that network.
    [[nodiscard]] QList<Asset> assetsOf(const NetworkId &id) const;
    /// The network's own token of that symbol ("USDC"), whatever a seller calls by that name.
    [[nodiscard]] const Asset *ownedBySymbol(const NetworkId &id, const QString &symbol) const;

    /// "0.01 USDC"; for an asset that is not known "10000 units of 0x036C…CF7e".
    [[nodiscard]] QString display(const AssetAmount &amount) const;
    /// Places in which whole tokens and dollars are counted together.
    static constexpr int places = 18;
    /// In units of 10^-18 of a whole one, rounded up. Nothing: the asset is not known, or it is
    /// above 2^256 - 1.
    [[nodiscard]] std::optional<Uint256> whole(const AssetAmount &amount) const;
    /// What it is worth in 10^-18 dollars, rounded up, so that a limit is never passed by rounding.
    /// Nothing: its worth is not known, or above 2^256 - 1.
    [[nodiscard]] std::optional<Uint256> usd(const AssetAmount &amount) const;

private:
    Registry() = default;
    [[nodiscard]] Result<Done> add(const Network &network);
    [[nodiscard]] Result<Done> add(const Asset &asset);

    QList<Network> m_networks;
    QList<Asset> m_assets;
    QHash<NetworkId, qsizetype> m_networkPlaces;
    QHash<AssetId, qsizetype> m_assetPlaces;
};

} // namespace tuppence::money
